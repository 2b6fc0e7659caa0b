import { causeOf } from './causes.ts'
import { allEndpoints } from '../context/endpoints.ts'
import { actorOf, type Endpoint } from '../context/actor-instance.ts'
import type { RunActors, RunChanges, FailureContext } from '../context/run-context.ts'

/** So many are kept with a failure; each gets a text of its own, or several that are alike share one. */
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
export function actorStates(context: FailureContext, lane?: string): ActorState[] {
  const now = context.clock.micros()
  const states = joined(allEndpoints(context).flatMap((endpoint) => seenOf(context, endpoint, now)))
  for (const [name, instances] of context.actors)
    if (instances.every((instance) => instance.lane === undefined))
      states.push({ name, state: 'not started', silence: '' })
  const shown = states.map(({ name, state, silence }) => ({ name, state: state + silence }))
  if (shown.length <= most) return shown
  const urgent = ({ name, state }: ActorState): boolean => name === lane || /exited|killed|reset/i.test(state)
  const first = shown.filter(urgent)
  const kept = [...first, ...shown.filter((state) => !urgent(state))].slice(0, most - 1)
  return [...kept, { name: '…', state: `and ${shown.length - kept.length} more` }]
}

function seenOf(context: RunActors & RunChanges, endpoint: Endpoint, now: number): Seen[] {
  const actor = actorOf(endpoint)
  if (endpoint.connection !== undefined && !endpoint.lane.shown) return []
  if (actor === undefined) return [{ name: endpoint.name, state: stateBefore(endpoint), silence: '' }]
  const busy = !endpoint.lane.over && context.notIdle.some(({ name }) => name === endpoint.name) ? ', never idle' : ''
  const cause = causeOf(context, endpoint)
  const because = cause === undefined ? '' : ` because ${cause}`
  return [{ name: endpoint.name, state: `${actor.state()}${because}${busy}`, silence: silence(endpoint, now) }]
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
function stateBefore({ connection, instance }: Endpoint): string {
  if (connection !== undefined) return 'not connected yet'
  if (instance.lifetime?.over === true && instance.lifetime.readiness !== undefined) return 'not ready'
  return instance.starting === undefined ? 'not started' : 'starting'
}

function silence(endpoint: Endpoint, now: number): string {
  if (endpoint.lane.over) return ''
  const seconds = (now - endpoint.lane.lastReceived) / 1e6
  return seconds < 1 ? '' : `, silent for ${seconds.toFixed(1)} s`
}
