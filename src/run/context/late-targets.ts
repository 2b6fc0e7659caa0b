import type { Step } from '../../language/scenario.ts'
import { targetsIn, traitsOf, withTargets } from '../../language/steps/traits.ts'
import type { Target } from '../../model/scenario.ts'
import { problemError } from '../../registry/problem-error.ts'
import type { ActorInstance } from './actor-instance.ts'
import type { RunActors, RunNames } from './run-context.ts'
import { fillTemplate } from './scope.ts'

const known = new WeakMap<Step, boolean>()

/** True for a step that names a connection which only the run knows; looked up once for each step. */
export function hasLate(step: Step): boolean {
  let late = known.get(step)
  if (late === undefined) {
    late = traitsOf(step.verb).holdsSteps !== true && targetsIn(step).some((target) => target.late !== undefined)
    known.set(step, late)
  }
  return late
}

/** The step with the connections that its names mean now. A name that means none is a failure of the step. */
export const withConnections = (context: RunActors & RunNames, step: Step): Step =>
  withTargets(step, (target) => targetNow(context, target))

/** The servers whose newest connection the step means. */
export function serversOfLatest(context: RunActors, step: Step): readonly ActorInstance[] {
  return targetsIn(step).flatMap(({ actor, late }) => (late === 'latest' ? (context.actors.get(actor)?.[0] ?? []) : []))
}

function targetNow(context: RunActors & RunNames, target: Target): Target {
  const { actor, span, late } = target
  if (late === undefined) return target
  const instances = context.actors.get(actor) ?? []
  // Before the first has come, it is the one that will be the first.
  if (late === 'latest') {
    const [server] = instances
    const connection = Math.max(1, server?.arrived ?? 1)
    if (server !== undefined) server.latest = connection
    return { actor, span, connection }
  }
  const part = fillTemplate(context.names, late)
  if (!/^[0-9]{1,9}$/.test(part)) {
    const [caller = ''] = part.split('#')
    if (context.actors.has(caller)) return { actor, span, connection: part }
    throw noSuch(`${actor}#${part}`, 'a connection has a number from 1, or the name of the actor that connects')
  }
  const number = Number(part)
  if (number < 1 || (instances.length > 1 && number > instances.length))
    throw noSuch(
      `${actor}#${part}`,
      instances.length > 1 ? `its instances are ${actor}#1 to ${actor}#${instances.length}` : 'they are counted from 1',
    )
  return { actor, span, connection: number }
}

const noSuch = (name: string, hint: string): Error =>
  problemError('unknown-connection', `there is no “${name}”`, hint, 'failed')
