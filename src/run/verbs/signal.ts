import type { Failure } from '../../model/result.ts'
import type { Step } from '../../language/scenario.ts'
import { failing } from '../failure/failing.ts'
import { untilIdle } from '../idle/until-idle.ts'
import { endpointsOf } from '../context/endpoints.ts'
import { actorOf, type Endpoint } from '../context/actor-instance.ts'
import { fillTemplate } from '../context/scope.ts'
import { touch, type RunContext } from '../context/run-context.ts'

/** Earlier output stands before the signal, also when a later step is the first to expect it. */
function addSignalRow({ lane }: Endpoint, words: string, at: number): void {
  if (lane.unread) lane.rows.hold('*', words, at)
  else lane.rows.row('*', words, at)
}

/** `signal`: once all is idle, it is delivered to the program, or to its whole group; done when what it caused is. */
export async function performSignal(
  context: RunContext,
  step: Extract<Step, { verb: 'signal' }>,
): Promise<Failure | undefined> {
  const unfinished = await untilIdle(context)
  if (unfinished !== undefined) return unfinished
  for (const { target, signal, group } of step.signals) {
    for (const endpoint of endpointsOf(context, target, false)) {
      const actor = actorOf(endpoint)
      if (actor?.signal === undefined || endpoint.lane.over)
        return failing(context, 'step-failed', `“${endpoint.name}” is not running, so it cannot be signalled`, {
          lane: endpoint.name,
        })
      const name = fillTemplate(context.names, signal)
      touch(context, endpoint.lane)
      addSignalRow(endpoint, `${name} sent${group ? ' to its group' : ''}`, context.clock.micros())
      actor.signal(name, { group })
    }
  }
  return step.busy === true ? undefined : untilIdle(context)
}
