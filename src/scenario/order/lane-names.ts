import type { LaneName } from '../../model/scenario.ts'
import { didYouMean } from '../../text/suggest.ts'
import type { WalkedActor, WalkState } from './walk-state.ts'

/** The actor of `server`, or of one of its lanes by its number: `server#1`, `crowd#7`. */
export const actorNamed = (walk: WalkState, lane: LaneName): WalkedActor | undefined => actorOf(walk, lane, () => false)

/** The same of a lane as transcripts have it: also of `server#crowd`, on which the connections of a group stand. */
export const actorOfLane = (walk: WalkState, lane: LaneName): WalkedActor | undefined =>
  actorOf(walk, lane, (caller) => (walk.actors.get(caller)?.declaration.count ?? 1) > 1)

function actorOf(
  walk: WalkState,
  { name, span }: LaneName,
  isGroup: (caller: string) => boolean,
): WalkedActor | undefined {
  const [actor = '', number, ...more] = name.split('#')
  const found = walk.actors.get(actor)
  const isNumber = number !== undefined && /^[1-9]\d{0,8}$/.test(number)
  if (found !== undefined && more.length === 0 && isNumber && !mayHave(walk, found, Number(number)))
    return noSuchLane(walk, found, { name, span })
  if (found !== undefined && more.length === 0 && (number === undefined || isNumber || isGroup(number))) return found
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

/** Instances of a group are counted, and connections come to servers: of any other actor there is one lane. */
function mayHave({ gaps }: WalkState, { declaration: { name, count }, kind }: WalkedActor, number: number): boolean {
  if (gaps.uncounted.has(name) || kind === undefined || kind.role === 'server' || kind.role === 'proxy') return true
  return count > 1 && number <= count
}

function noSuchLane(walk: WalkState, { declaration }: WalkedActor, { name: lane, span }: LaneName): undefined {
  const { name, count } = declaration
  walk.collector.report({
    code: 'unknown-connection',
    message:
      count > 1 ? `“${name}” has ${count} instances, and no “${lane}”` : `“${name}” has one lane, and no “${lane}”`,
    span,
    hint: count > 1 ? `its instances are ${name}#1 to ${name}#${count}` : `write “${name}”`,
  })
  return undefined
}

const hintOf = (hint: string | undefined): { readonly hint?: string } => (hint === undefined ? {} : { hint })
