import type { Actor } from '../../model/actor.ts'
import type { Problem } from '../../model/problem.ts'
import { allEndpoints } from '../context/endpoints.ts'
import { kindOf, thrownMessage } from '../guard/plugin-error.ts'
import { isFromOutsider } from '../guard/owner.ts'
import type { ActorInstance } from '../context/actor-instance.ts'
import type { RunTime, RunActors, RunSetup } from '../context/run-context.ts'
import { showDuration } from '../../text/units.ts'

/** Why lanes are aborted; without a reason Node makes an error with a stack for each. */
const over = 'the run is over'
/** Milliseconds that clients get to close in an orderly way. */
const goodbye = 250
/** Milliseconds that a program may ask for at the most; its own `stop` sets fewer. */
const longestProgram = 30_000
/** The same for whatever a plugin from outside starts, and what its programs get when they ask for nothing. */
const longestOther = 10_000
const usualOther = 5000
/** Milliseconds beyond its grace after which a stop is called hung. */
const patience = 1000
/** The same for programs: what they left behind is looked for, and ended, after their grace. */
const thoroughness = 5000

/**
 * Takes everything down: our own servers stop listening, all clients close together, then programs get their signal and
 * their grace. Only what had to be forced or was left behind is judged.
 */
export async function teardown(context: RunTime & RunActors & RunSetup): Promise<Problem[]> {
  const problems: Problem[] = []
  const stop = async (name: string, actor: Actor, grace: number, beyond = patience) => {
    const problem = await bounded(context, name, actor, grace, beyond)
    const { span } = context.actors.get(name.split('#')[0] as string)?.[0]?.declaration ?? {}
    if (problem !== undefined) problems.push({ ...(span === undefined ? {} : { span }), ...inLimits(context, problem) })
  }
  const all = [...context.actors.values()].flat()
  for (const endpoint of allEndpoints(context)) endpoint.lane.frozen = true
  const servers = all.filter((instance) => instance.kind.role === 'server' || instance.kind.role === 'proxy')
  const programs = all.filter((instance) => instance.kind.role === 'program')
  const clients = all.filter((instance) => instance.kind.role === 'client' || instance.kind.role === 'peer')
  await Promise.all([
    ...servers.flatMap((instance) => actorsOf(instance).map((actor) => stop(instance.name, actor, goodbye))),
    ...clients.flatMap((instance) => actorsOf(instance).map((actor) => stop(instance.name, actor, goodbye))),
  ])
  await Promise.all(
    programs.flatMap((instance) => {
      const [grace, beyond] = isFromOutsider(context, instance)
        ? [usualOther, patience]
        : [longestProgram, thoroughness]
      return actorsOf(instance).map((actor) => stop(instance.name, actor, grace, beyond))
    }),
  )
  for (const instance of all) instance.lifetime?.end(over)
  for (const instance of all) {
    const problem = instance.starting === undefined ? undefined : await endless(context, instance, instance.starting)
    if (problem !== undefined) problems.push(problem)
  }
  return problems
}

/** What had to be forced may have been given less time than it asks for. */
function inLimits(context: RunSetup, problem: Problem): Problem {
  const { teardown: most } = context.scenario.limits
  if (most === undefined || problem.code !== 'did-not-stop') return problem
  const also = `limits: { teardown: ${showDuration(most)} } allows no more`
  return { ...problem, hint: problem.hint === undefined ? also : `${problem.hint}; ${also}` }
}

/** A server stops listening before its connections close. */
function actorsOf(instance: ActorInstance): Actor[] {
  const actors = [...instance.former]
  if (instance.actor !== undefined) actors.push(instance.actor)
  for (const connection of instance.connections) if (connection.actor !== undefined) actors.push(connection.actor)
  return actors
}

/** A stop that hangs or throws is named; the others go on. */
async function bounded(
  context: RunTime & RunActors & RunSetup,
  name: string,
  actor: Actor,
  grace: number,
  beyond: number,
): Promise<Problem | undefined> {
  const instance = context.actors.get(name.split('#')[0] as string)?.[0]
  const longest = instance !== undefined && isFromOutsider(context, instance) ? longestOther : longestProgram
  const most = context.scenario.limits.teardown ?? longest
  const limit = Math.min(actor.grace ?? grace, most, longest) + beyond
  try {
    const problem: unknown = await within(
      context,
      limit,
      Promise.resolve(actor.stop({ grace: Math.min(grace, most) })),
      () => ({
        code: 'plugin-error',
        message: `“${name}” could not be taken down within ${limit} ms: stop() of ${kindNamed(context, name)} does not end`,
      }),
    )
    return isProblem(problem) ? problem : undefined
  } catch (error) {
    return {
      code: 'plugin-error',
      message: `${kindNamed(context, name)} threw while “${name}” was taken down: ${thrownMessage(error)}`,
    }
  }
}

/** The result of the work, or a warning about it when so many milliseconds have passed. */
function within<T>(
  context: RunTime,
  milliseconds: number,
  work: Promise<T>,
  late: () => Problem,
): Promise<T | Problem> {
  return new Promise((resolve, reject) => {
    const deadline = context.deadlines.start(milliseconds, () => resolve(late()))
    work.then(
      (value) => {
        context.deadlines.stop(deadline)
        resolve(value)
      },
      (error: unknown) => {
        context.deadlines.stop(deadline)
        reject(error)
      },
    )
  })
}

/** A start that was given up has until now to end; whatever it opens later it must close itself. */
async function endless(
  context: RunTime & RunSetup,
  instance: ActorInstance,
  starting: Promise<void>,
): Promise<Problem | undefined> {
  const message = `start() of ${kindOf(context, instance)} does not end when it is given up, as “${instance.name}” was`
  const late = (): Problem => ({ code: 'plugin-error', message })
  return (await within(context, goodbye + patience, starting, late)) ?? undefined
}

function kindNamed(context: RunActors & RunSetup, name: string): string {
  const instance = context.actors.get(name.split('#')[0] ?? '')?.[0]
  return instance === undefined ? `“${name}”` : kindOf(context, instance)
}

function isProblem(value: unknown): value is Problem {
  const { code, message } = (value ?? {}) as Partial<Problem>
  return typeof code === 'string' && typeof message === 'string'
}
