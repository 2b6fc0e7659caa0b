import type { Forbidden } from '../../model/scenario.ts'
import { didYouMean } from '../../text/suggest.ts'
import type { WalkedActor, WalkState } from './walk-state.ts'

/** The actors and the stream that a forbidden text is for: they must be there, and have it. */
export function checkForbidden(walk: WalkState, { on, stream }: Forbidden): void {
  const named = (on ?? []).flatMap(({ name, span }) => actorNamed(walk, name, span) ?? [])
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

/** `server`, or one of its lanes by its number: `server#1`, `crowd#7`. */
function actorNamed(
  walk: WalkState,
  name: string,
  span: NonNullable<Forbidden['on']>[number]['span'],
): WalkedActor | undefined {
  const [actor = '', number] = name.split('#')
  const found = walk.actors.get(actor)
  if (found !== undefined && (number === undefined || /^[1-9]\d{0,8}$/.test(number))) return found
  if (found === undefined && walk.gaps.unreadable.has(actor)) return undefined
  walk.collector.report(
    found === undefined
      ? {
          code: 'unknown-actor',
          message: `no actor is called “${actor}”`,
          span,
          ...hintOf(didYouMean(actor, walk.actors.keys(), 'actors of this scenario')),
        }
      : {
          code: 'unknown-connection',
          message: `“${name}” names no lane whose number is known before the run`,
          span,
          hint: `write “${actor}” for all of its lanes, or one by its number: ${actor}#1`,
        },
  )
  return undefined
}

const hintOf = (hint: string | undefined): { readonly hint?: string } => (hint === undefined ? {} : { hint })
