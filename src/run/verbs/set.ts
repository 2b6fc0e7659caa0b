import type { Failure } from '../../model/result.ts'
import type { Step } from '../../language/scenario.ts'
import { stringifyJson } from '../../text/exact-json.ts'
import { addOwnRow } from '../lane/event-rows.ts'
import { failing } from '../failure/failing.ts'
import { untilIdle } from '../idle/until-idle.ts'
import { actorOf, type Endpoint } from '../context/actor-instance.ts'
import { fillPlaceholder } from '../context/scope.ts'
import { touch, type RunContext, type WaitContext } from '../context/run-context.ts'
import { addressed } from './addressed.ts'
import { resolveJson } from './json.ts'
import { rejected } from './rejected.ts'
import { showDuration } from '../../text/units.ts'
import { deadlineOf, settled } from '../idle/waiting.ts'
import type { Span } from '../../model/span.ts'

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
      // A terminal's new size is a signal (SIGWINCH), which reaches the programs that are there.
      const unfinished = actor.typed === true ? await untilIdle(context) : undefined
      if (unfinished !== undefined) return unfinished
      const wanted = resolveJson(value.node, (placeholder) => fillPlaceholder(context.names, placeholder))
      const failure = await change(context, endpoint, { option, span, answer: actor.set(option, wanted) })
      if (failure !== undefined) return failure
      touch(context, endpoint.lane)
      addOwnRow(endpoint.lane, '*', `${option} set to ${shownValue(wanted)}`, context.clock.micros())
    }
  }
  return undefined
}

interface Change {
  readonly option: string
  readonly span: Span
  /** What the actor answers: why it cannot. */
  readonly answer: string | void | Promise<string | void>
}

/** Waits until the option is set; a failure when it is not, or not in time. */
async function change(
  context: WaitContext,
  endpoint: Endpoint,
  { option, span, answer }: Change,
): Promise<Failure | undefined> {
  const at = { span, lane: endpoint.name }
  const what = `${option} of “${endpoint.name}”`
  let reason: string | void = undefined
  if (answer instanceof Promise) {
    const late = () =>
      failing(context, 'step-timeout', `${what} was not set within ${showDuration(deadlineOf(context))}`, at)
    const failed = (error: unknown) => rejected(context, endpoint, { call: 'set', doing: `set ${option}` }, error)
    const failure = await settled(
      context,
      answer.then((answered) => void (reason = answered)),
      late,
      failed,
    )
    if (failure !== undefined) return failure
  } else reason = answer
  if (typeof reason !== 'string') return undefined
  return failing(context, 'step-failed', `${what} could not be set: ${reason}`, at)
}

/** `true`, or `cols 132, rows 43`. */
function shownValue(wanted: unknown): string {
  if (typeof wanted !== 'object' || wanted === null) return String(wanted)
  if (Array.isArray(wanted)) return stringifyJson(wanted)
  return Object.entries(wanted)
    .map(([part, value]) => `${part} ${typeof value === 'object' ? stringifyJson(value) : String(value)}`)
    .join(', ')
}
