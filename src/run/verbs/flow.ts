import type { Actor } from '../../model/actor.ts'
import type { Failure } from '../../model/result.ts'
import type { Pause } from '../../language/verbs/pause.ts'
import { addOwnRow } from '../lane/event-rows.ts'
import { failing, placeOfStep } from '../failure/failing.ts'
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
  if (verb === 'pause' && bytes !== undefined) checkPause(context, endpoint, actor, bytes)
  if (verb === 'pause') actor.pause?.(bytes === undefined ? {} : { after: bytes })
  else actor.resume?.()
  // Behind so many bytes it is the actor who knows when it stops.
  endpoint.lane.paused = verb === 'pause' && bytes === undefined
  addOwnRow(endpoint.lane, '*', words(verb, bytes), context.clock.micros())
  return undefined
}

/** A pause that has not come by the end has tested nothing; one that a later step has resumed is no longer asked about. */
function checkPause(context: WaitContext, { name }: Endpoint, actor: Actor, bytes: number): void {
  context.endChecks.set(actor, {
    place: { ...placeOfStep(context), lane: name },
    check() {
      const left = actor.pausesIn?.()
      if (left === undefined) return undefined
      const read = `${bytes - left} of ${bytes} ${bytes === 1 ? 'byte' : 'bytes'}`
      return {
        code: 'pause-not-reached',
        message: `reading of “${name}” was never paused: ${read} came`,
        hint: 'let more bytes come, or pause after fewer',
      }
    },
  })
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
