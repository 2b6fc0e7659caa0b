import type { Failure } from '../../model/result.ts'
import { failing } from '../failure/failing.ts'
import { actorOf, type Endpoint } from '../context/actor-instance.ts'
import { touch, type WaitContext } from '../context/run-context.ts'

/** `pause` and `resume`: reading from the socket is stopped, or goes on; the peer feels it as back-pressure. */
export function flow(context: WaitContext, endpoint: Endpoint, verb: 'pause' | 'resume'): Failure | undefined {
  const actor = actorOf(endpoint)
  if (actor?.[verb] === undefined)
    return failing(context, 'step-failed', `“${endpoint.name}” cannot ${verb} now`, { lane: endpoint.name })
  touch(context, endpoint.lane)
  actor[verb]()
  endpoint.lane.paused = verb === 'pause'
  endpoint.lane.rows.row('*', verb === 'pause' ? 'reading paused' : 'reading resumed', context.clock.micros())
  return undefined
}
