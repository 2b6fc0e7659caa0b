import type { Actor } from '../../model/actor.ts'
import type { Failure } from '../../model/result.ts'
import { failing } from '../failure/failing.ts'
import { hasRead } from '../idle/in-flight.ts'
import { untilIdle } from '../idle/until-idle.ts'
import { deadlineOf, until } from '../idle/waiting.ts'
import { peerOf } from '../context/connections.ts'
import { actorOf, type Endpoint } from '../context/actor-instance.ts'
import { queuesBetween, wireJoins } from '../context/wired.ts'
import type { WaitContext } from '../context/run-context.ts'
import { showDuration } from '../../text/units.ts'

/**
 * Waits until what was sent has been read, so that what is written next comes by itself: an actor of ours counts what it reads, and
 * for a program, or behind a proxy, all is idle then.
 */
export async function readByReceiver(context: WaitContext, endpoint: Endpoint): Promise<Failure | undefined> {
  const actor = actorOf(endpoint)
  if (actor === undefined || endpoint.lane.over || wireJoins(context, actor)) return undefined
  return readByPeer(context, endpoint, actor)
}

async function readByPeer(context: WaitContext, endpoint: Endpoint, actor: Actor): Promise<Failure | undefined> {
  const peer = peerOf(context, endpoint)
  const other = peer === undefined ? undefined : actorOf(peer)
  const why = (what: string) =>
    failing(context, 'step-failed', `what “${endpoint.name}” sent ${what}, so the next would not come by itself`, {
      lane: endpoint.name,
      hint: 'let the receiver read before: resume it, or expect what it prints when it is ready',
    })
  if (peer?.lane.paused === true || other?.paused === true)
    return why(`is not read by “${peer!.name}”, which is paused`)
  if (peer !== undefined && other !== undefined && hasRead(actor, other) !== undefined)
    return until(
      context,
      () => (peer.lane.over || endpoint.lane.over || hasRead(actor, other) === true ? true : undefined),
      () => why(`has not been read within ${showDuration(deadlineOf(context))}`),
    )
  const unfinished = await untilIdle(context)
  if (unfinished !== undefined) return unfinished
  return (queuesBetween(context, actor.ends)?.unread ?? 0) > 0 ? why('is not read by its receiver') : undefined
}
