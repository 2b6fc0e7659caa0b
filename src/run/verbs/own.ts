import type { Failure } from '../../model/result.ts'
import type { Step } from '../../language/scenario.ts'
import type { Span } from '../../model/span.ts'
import type { Argument } from '../../model/written.ts'
import { resolve } from '../../registry/shape.ts'
import { failing, failingWith, heardOn } from '../failing.ts'
import { ownActor } from '../guard/actor.ts'
import { isOfSystem, isRefusal, kindOf, said } from '../guard/misbehave.ts'
import { actAs, nameOf } from '../guard/owner.ts'
import { neverIdle } from '../idle/never-idle.ts'
import { actorOf, type Party } from '../stage/role.ts'
import { fillHole } from '../stage/scope.ts'
import { touch, type Stage } from '../stage/stage.ts'
import { deadlineOf, settled } from '../waiting.ts'
import { showDuration } from '../../text/units.ts'
import { addressed } from './addressed.ts'
import { atOnce, inOrder } from './each.ts'
import { expectEnd } from './own-end.ts'
import { NotSaid, StepFailed, verbSceneFor, type VerbScene } from './verb-scene.ts'

/** A verb of a kind's own. What it throws fails its step with the verb named, never the run. */
export async function performOwn(stage: Stage, step: Own): Promise<Failure | undefined> {
  for (const { target, argument } of step.owns) {
    const found = await addressed(stage, target, true)
    if ('failure' in found) return found.failure
    const { parties } = found
    for (const party of parties) touch(stage, party.lane)
    const act = (party: Party) => perform(stage, party, step.name, argument, target.span)
    const ends = parties[0]?.role.kind.verbs?.[step.name]?.ends === true
    const failure = await (ends ? atOnce(stage, parties, act) : inOrder(stage, parties, act))
    if (failure !== undefined) return failure
  }
  return undefined
}

type Own = Extract<Step, { verb: 'own' }>

async function perform(
  stage: Stage,
  party: Party,
  name: string,
  argument: Argument,
  span: Span,
): Promise<Failure | undefined> {
  const actor = actorOf(party)
  const verb = party.role.kind.verbs?.[name]
  if (actor === undefined || verb === undefined)
    return failing(stage, 'wrong-verb', `“${party.name}” cannot ${name}`, { lane: party.name })
  let wanted = argument.value?.parsed
  if (argument.value === undefined) {
    const resolved = resolve(argument, verb.argument, (hole) => fillHole(stage.names, hole))
    if ('problems' in resolved)
      return failingWith(stage, resolved.problems[0] as NonNullable<(typeof resolved.problems)[0]>, span)
    wanted = resolved.value
  }
  if (verb.ends === true) expectEnd(stage, party, 'close')
  const act = actAs(stage, party.role)
  const scene = verbSceneFor(stage, party, argument)
  const failure = await settled(
    stage,
    Promise.resolve().then(() => act(() => verb.run(ownActor(actor), wanted, scene.stage))),
    () => late(stage, party, name, scene),
    (error) => threw(stage, party, name, error),
  )
  scene.leave()
  return failure
}

/** A verb may say itself why it fails (`refuse`), or wait for a line that never comes; anything else it throws is a mistake. */
function threw(stage: Stage, party: Party, verb: string, error: unknown): Failure {
  const lane = party.name
  if (error instanceof StepFailed) return error.failure
  if (isRefusal(error)) {
    if (error.outcome === 'broken') stage.broken = true
    return failingWith(stage, error.refusal)
  }
  const what = `${verb} of “${party.name}” failed: ${said(error)}`
  if (error instanceof NotSaid || isOfSystem(error)) return failing(stage, 'step-failed', what, { ...heardOn(party) })
  stage.broken = true
  return failing(stage, 'plugin-misbehaved', `${kindOf(stage, party.role)} threw in its verb: ${what}`, { lane })
}

/** At the deadline: a verb that waits for a line waits for its actor; one that waits for nothing of ours hangs by itself. */
function late(stage: Stage, party: Party, verb: string, scene: VerbScene): Failure {
  const after = `is not done after ${showDuration(deadlineOf(stage))}`
  const { wanted } = scene
  const busy = scene.idling ? neverIdle(stage, stage.notIdle, deadlineOf(stage)) : undefined
  if (busy !== undefined) return busy
  const what = `${verb} of ${nameOf(stage, party.role)} ${after}`
  if (wanted !== undefined)
    return failing(stage, 'step-timeout', what, { ...heardOn(party), wanted, why: `${wanted} did not come` })
  return failing(stage, 'step-timeout', what, {
    lane: party.name,
    why: `${kindOf(stage, party.role)} still works at it`,
  })
}
