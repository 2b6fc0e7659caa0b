import type { Forbidden } from '../../model/scenario.ts'
import { didYouMean } from '../../text/suggest.ts'
import { actorNamed } from './lane-names.ts'
import { traitsOf } from './options.ts'
import type { WalkedActor, WalkState } from './walk-state.ts'

/** The actors and the stream that a forbidden text is for: they must be there, and have it. */
export function checkForbidden(walk: WalkState, { on, stream }: Forbidden): void {
  const named = (on ?? []).flatMap((lane) => actorNamed(walk, lane) ?? [])
  if (stream === undefined || named.length < (on?.length ?? 0)) return
  const actors = on === undefined ? [...walk.actors.values()] : named
  const without = actors.filter((actor) => actor.kind !== undefined && !hasStream(actor, stream.name))
  const [first] = without
  if (first === undefined || (on === undefined && without.length < actors.length)) return
  const known = [...new Set(actors.flatMap(({ kind }) => (kind === undefined ? [] : streamsOf(kind))))]
  const { name, kind } = first.declaration
  const terminal = on !== undefined && traitsOf(first).terminal === true
  walk.collector.report({
    code: 'invalid-value',
    message:
      on === undefined
        ? `no actor has a stream “${stream.name}”`
        : terminal
          ? `“${name}” talks through a terminal, where stdout and “${stream.name}” are one`
          : `“${name}” is of kind ${kind}, which has no stream “${stream.name}”`,
    span: stream.span,
    hint: (terminal ? undefined : didYouMean(stream.name, known, 'its streams are')) ?? 'leave “stream” out',
  })
}

/** On a terminal all is one stream. */
const hasStream = (actor: WalkedActor, name: string): boolean =>
  streamsOf(actor.kind!).includes(name) && (name === 'stdout' || traitsOf(actor).terminal !== true)

const streamsOf = ({ streams = [] }: NonNullable<WalkedActor['kind']>): readonly string[] =>
  streams.length === 0 ? [] : ['stdout', ...streams]
