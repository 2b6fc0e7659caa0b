import type { Forbidden } from '../../model/scenario.ts'
import { didYouMean } from '../../text/suggest.ts'
import { actorNamed } from './lane-names.ts'
import type { WalkedActor, WalkState } from './walk-state.ts'

/** The actors and the stream that a forbidden text is for: they must be there, and have it. */
export function checkForbidden(walk: WalkState, { on, stream }: Forbidden): void {
  const named = (on ?? []).flatMap((lane) => actorNamed(walk, lane) ?? [])
  if (stream === undefined || named.length < (on?.length ?? 0)) return
  const actors = on === undefined ? [...walk.actors.values()] : named
  const without = actors.filter(({ kind }) => kind !== undefined && !streamsOf(kind).includes(stream.name))
  const [first] = without
  if (first === undefined || (on === undefined && without.length < actors.length)) return
  const known = [...new Set(actors.flatMap(({ kind }) => (kind === undefined ? [] : streamsOf(kind))))]
  const { name, kind } = first.declaration
  walk.collector.report({
    code: 'invalid-value',
    message:
      on === undefined
        ? `no actor has a stream “${stream.name}”`
        : `“${name}” is of kind ${kind}, which has no stream “${stream.name}”`,
    span: stream.span,
    hint: didYouMean(stream.name, known, 'its streams are') ?? 'leave “stream” out',
  })
}

const streamsOf = ({ streams = [] }: NonNullable<WalkedActor['kind']>): readonly string[] =>
  streams.length === 0 ? [] : ['stdout', ...streams]
