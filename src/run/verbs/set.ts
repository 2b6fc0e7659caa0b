import type { Failure } from '../../model/result.ts'
import type { Step } from '../../language/scenario.ts'
import { stringifyJson } from '../../text/exact-json.ts'
import { failing } from '../failing.ts'
import { untilIdle } from '../until-idle.ts'
import { actorOf } from '../context/actor-instance.ts'
import { fillPlaceholder } from '../context/scope.ts'
import { touch, type RunContext } from '../context/run-context.ts'
import { addressed } from './addressed.ts'
import { resolveJson } from './json.ts'

/** `set`: an option of a running socket (or terminal) is changed. */
export async function performSet(
  context: RunContext,
  step: Extract<Step, { verb: 'set' }>,
): Promise<Failure | undefined> {
  for (const { target, option, value, span } of step.sets) {
    const found = await addressed(context, target, true)
    if ('failure' in found) return found.failure
    for (const endpoint of found.endpoints) {
      const actor = actorOf(endpoint)
      if (actor?.set === undefined)
        return failing(context, 'step-failed', `“${endpoint.name}” has no option that can be set now`, {
          span,
          lane: endpoint.name,
        })
      // A terminal's new size is a signal (SIGWINCH), and reaches whom it finds.
      const unfinished = actor.typed === true ? await untilIdle(context) : undefined
      if (unfinished !== undefined) return unfinished
      const wanted = resolveJson(value.node, (placeholder) => fillPlaceholder(context.names, placeholder))
      const trouble = actor.set(option, wanted)
      if (typeof trouble === 'string')
        return failing(context, 'step-failed', `${option} of “${endpoint.name}” could not be set: ${trouble}`, {
          span,
          lane: endpoint.name,
        })
      touch(context, endpoint.lane)
      endpoint.lane.rows.row(
        '*',
        `${option} set to ${typeof wanted === 'object' ? stringifyJson(wanted) : String(wanted)}`,
        context.clock.micros(),
      )
    }
  }
  return undefined
}
