import type { Failure } from '../../model/result.ts'
import type { Step } from '../../language/scenario.ts'
import type { Span } from '../../model/span.ts'
import type { Argument } from '../../model/yaml-node.ts'
import { resolve } from '../../coercion/argument.ts'
import { failing, failingWith, failingWithFirst, receivedOn } from '../failure/failing.ts'
import { ownActor } from '../guard/actor.ts'
import { isOfSystem, isProblemError, kindOf, thrownMessage } from '../guard/plugin-error.ts'
import { actAs, nameOf } from '../guard/owner.ts'
import { neverIdle } from '../idle/never-idle-failure.ts'
import { actorOf, type Endpoint } from '../context/actor-instance.ts'
import { fillPlaceholder } from '../context/scope.ts'
import { touch, type RunContext, type GuardContext } from '../context/run-context.ts'
import { deadlineOf, settled } from '../idle/waiting.ts'
import { showDuration } from '../../text/units.ts'
import { addressed } from './addressed.ts'
import { atOnce, inOrder } from './each.ts'
import { expectEnd } from './own-end.ts'
import { NotSaid, StepFailed, verbSceneFor, type VerbScene } from './verb-scene.ts'

/** A verb of a kind's own. What it throws fails its step with the verb named, never the run. */
export async function performCustom(context: RunContext, step: Custom): Promise<Failure | undefined> {
  for (const { target, argument } of step.calls) {
    const found = await addressed(context, target, true)
    if ('failure' in found) return found.failure
    const { endpoints } = found
    for (const endpoint of endpoints) touch(context, endpoint.lane)
    const act = (endpoint: Endpoint) => perform(context, endpoint, step.name, argument, target.span)
    const ends = endpoints[0]?.instance.kind.verbs?.[step.name]?.ends === true
    const failure = await (ends ? atOnce(context, endpoints, act) : inOrder(context, endpoints, act))
    if (failure !== undefined) return failure
  }
  return undefined
}

type Custom = Extract<Step, { verb: 'custom' }>

async function perform(
  context: RunContext,
  endpoint: Endpoint,
  name: string,
  argument: Argument,
  span: Span,
): Promise<Failure | undefined> {
  const actor = actorOf(endpoint)
  const verb = endpoint.instance.kind.verbs?.[name]
  if (actor === undefined || verb === undefined)
    return failing(context, 'wrong-verb', `“${endpoint.name}” cannot ${name}`, { lane: endpoint.name })
  let wanted = argument.value?.parsed
  if (argument.value === undefined) {
    const resolved = resolve(argument, verb.argument, (placeholder) => fillPlaceholder(context.names, placeholder))
    if ('problems' in resolved) return failingWithFirst(context, resolved.problems, span)
    wanted = resolved.value
  }
  if (verb.ends === true) expectEnd(context, endpoint, 'close')
  const act = actAs(context, endpoint.instance)
  const scene = verbSceneFor(context, endpoint, argument)
  const failure = await settled(
    context,
    Promise.resolve().then(() => act(() => verb.run(ownActor(actor), wanted, scene.context))),
    () => late(context, endpoint, name, scene),
    (error) => threw(context, endpoint, name, error),
  )
  scene.leave()
  return failure
}

/** A verb may give a reason why it fails (`refuse`), or wait for a line that never comes; anything else it throws is a mistake. */
function threw(context: GuardContext, endpoint: Endpoint, verb: string, error: unknown): Failure {
  const lane = endpoint.name
  if (error instanceof StepFailed) return error.failure
  if (isProblemError(error)) {
    if (error.outcome === 'broken') context.broken = true
    return failingWith(context, error.problem)
  }
  const what = `${verb} of “${endpoint.name}” failed: ${thrownMessage(error)}`
  if (error instanceof NotSaid || isOfSystem(error))
    return failing(context, 'step-failed', what, { ...receivedOn(endpoint) })
  context.broken = true
  return failing(context, 'plugin-error', `${kindOf(context, endpoint.instance)} threw in its verb: ${what}`, { lane })
}

/** At the deadline: a verb that waits for a line waits for its actor; one that waits for nothing of ours hangs by itself. */
function late(context: GuardContext, endpoint: Endpoint, verb: string, scene: VerbScene): Failure {
  const after = `is not done after ${showDuration(deadlineOf(context))}`
  const { wanted, hint } = scene
  const busy = scene.idling ? neverIdle(context, context.notIdle, deadlineOf(context)) : undefined
  if (busy !== undefined) return busy
  const what = `${verb} of ${nameOf(context, endpoint.instance)} ${after}`
  if (wanted !== undefined)
    return failing(context, 'step-timeout', what, {
      ...receivedOn(endpoint),
      wanted,
      why: `${wanted} did not come`,
      ...(hint === undefined ? {} : { hint }),
    })
  return failing(context, 'step-timeout', what, {
    lane: endpoint.name,
    why: `${kindOf(context, endpoint.instance)} still works at it`,
  })
}
