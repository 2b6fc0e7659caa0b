import type { Failure } from '../../model/result.ts'
import type { Pause } from '../../language/verbs/pause.ts'
import { failing } from '../failure/failing.ts'
import { actorOf, type Endpoint } from '../context/actor-instance.ts'
import { eachEndpoint } from './each.ts'
import { touch, type WaitContext } from '../context/run-context.ts'

/** `pause` and `resume`: reading from the socket is stopped, or goes on; the peer feels it as back-pressure. */
export function flow(
  context: WaitContext,
  endpoint: Endpoint,
  verb: 'pause' | 'resume',
  bytes?: number,
): Failure | undefined {
  const actor = actorOf(endpoint)
  if (actor?.[verb] === undefined)
    return failing(context, 'step-failed', `“${endpoint.name}” cannot ${verb} now`, { lane: endpoint.name })
  touch(context, endpoint.lane)
  if (verb === 'pause') actor.pause?.(bytes === undefined ? {} : { after: bytes })
  else actor.resume?.()
  // Behind so many bytes it is the actor who knows when it stops.
  endpoint.lane.paused = verb === 'pause' && bytes === undefined
  endpoint.lane.rows.row('*', words(verb, bytes), context.clock.micros())
  return undefined
}

function words(verb: 'pause' | 'resume', bytes: number | undefined): string {
  if (verb === 'resume') return 'reading resumed'
  return bytes === undefined ? 'reading paused' : `reading pauses after ${bytes} more ${bytes === 1 ? 'byte' : 'bytes'}`
}

/** `pause`: one actor after another. */
export async function performPause(context: WaitContext, { pauses }: { readonly pauses: readonly Pause[] }) {
  for (const { target, bytes } of pauses) {
    const failure = await eachEndpoint(context, [target], true, (endpoint) => flow(context, endpoint, 'pause', bytes))
    if (failure !== undefined) return failure
  }
  return undefined
}
