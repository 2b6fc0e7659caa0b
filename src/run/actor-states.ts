import { causeOf } from './causes.ts'
import { allParties } from './stage/parties.ts'
import { actorOf, type Party } from './stage/role.ts'
import type { Stage } from './stage/stage.ts'

/** So many are kept with a failure; what they are is told of each, or of several that are alike. */
const most = 12

export interface ActorState {
  readonly name: string
  readonly state: string
}

interface Seen extends ActorState {
  /** Not part of what makes two alike. */
  readonly silence: string
}

/**
 * How every actor is. Instances of a group, and connections of a server, that are alike stand together (`client#2-#100`). Of more
 * actors than can be kept, that of the lane in question and those that have ended come first.
 */
export function actorStates(stage: Stage, lane?: string): ActorState[] {
  const now = stage.clock.micros()
  const states = joined(allParties(stage).flatMap((party) => seenOf(stage, party, now)))
  for (const [name, members] of stage.cast)
    if (members.every((role) => role.lane === undefined)) states.push({ name, state: 'not started', silence: '' })
  const shown = states.map(({ name, state, silence }) => ({ name, state: state + silence }))
  if (shown.length <= most) return shown
  const urgent = ({ name, state }: ActorState): boolean => name === lane || /exited|killed|reset/i.test(state)
  const first = shown.filter(urgent)
  const kept = [...first, ...shown.filter((state) => !urgent(state))].slice(0, most - 1)
  return [...kept, { name: '…', state: `and ${shown.length - kept.length} more` }]
}

function seenOf(stage: Stage, party: Party, now: number): Seen[] {
  const actor = actorOf(party)
  if (party.connection !== undefined && !party.lane.shown) return []
  if (actor === undefined) return [{ name: party.name, state: stateBefore(party), silence: '' }]
  const busy = !party.lane.over && stage.notIdle.some(({ name }) => name === party.name) ? ', never idle' : ''
  const cause = causeOf(stage, party)
  const because = cause === undefined ? '' : ` because ${cause}`
  return [{ name: party.name, state: `${actor.state()}${because}${busy}`, silence: silence(party, now) }]
}

/** Neighbours with one name and different numbers, in the same state. */
function joined(states: readonly Seen[]): Seen[] {
  const all: { seen: Seen; base: string; from: string; to: string }[] = []
  for (const seen of states) {
    const at = seen.name.lastIndexOf('#')
    const [base, number] = at < 0 ? [seen.name, ''] : [seen.name.slice(0, at), seen.name.slice(at)]
    const last = all.at(-1)
    if (last !== undefined && number !== '' && last.base === base && last.seen.state === seen.state) last.to = number
    else all.push({ seen, base, from: number, to: number })
  }
  return all.map(({ seen, base, from, to }) => (from === to ? seen : { ...seen, name: `${base}${from}-${to}` }))
}

/** One that has begun and is given up is on its way out: it is neither starting nor was it never started. */
function stateBefore({ connection, role }: Party): string {
  if (connection !== undefined) return 'not connected yet'
  if (role.life?.over === true && role.life.readiness !== undefined) return 'not ready'
  return role.starting === undefined ? 'not started' : 'starting'
}

function silence(party: Party, now: number): string {
  if (party.lane.over) return ''
  const seconds = (now - party.lane.lastHeard) / 1e6
  return seconds < 1 ? '' : `, silent for ${seconds.toFixed(1)} s`
}
