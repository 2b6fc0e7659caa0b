import type { Actor } from '../model/actor.ts'
import type { Problem } from '../model/problem.ts'
import { allParties } from './stage/parties.ts'
import { kindOf, said } from './guard/misbehave.ts'
import { isFromOutsider } from './guard/owner.ts'
import type { Role } from './stage/role.ts'
import type { Stage } from './stage/stage.ts'
import { showDuration } from '../text/units.ts'

/** Why lanes are aborted; without a reason Node makes an error with a stack for each. */
const over = 'the run is over'
/** Milliseconds that clients get to say goodbye. */
const goodbye = 250
/** Milliseconds that a program may ask for at the most; its own `stop` says less. */
const longestProgram = 30_000
/** The same for whatever a plugin from outside starts, and what its programs get when they ask for nothing. */
const longestOther = 10_000
const usualOther = 5000
/** Milliseconds beyond its grace after which a stop is called hung. */
const patience = 1000
/** The same for programs: what they left behind is looked for, and ended, after their grace. */
const thoroughness = 5000

/**
 * Takes everything down: servers of ours stop listening, all clients say goodbye together, then programs get their signal and
 * their grace. Nothing of it is judged but what had to be forced or was left behind.
 */
export async function settle(stage: Stage): Promise<Problem[]> {
  const problems: Problem[] = []
  const stop = async (name: string, actor: Actor, grace: number, beyond = patience) => {
    const problem = await bounded(stage, name, actor, grace, beyond)
    const { span } = stage.cast.get(name.split('#')[0] as string)?.[0]?.declaration ?? {}
    if (problem !== undefined) problems.push({ ...(span === undefined ? {} : { span }), ...inLimits(stage, problem) })
  }
  const all = [...stage.cast.values()].flat()
  for (const party of allParties(stage)) party.lane.sealed = true
  const servers = all.filter((role) => role.kind.role === 'server' || role.kind.role === 'between')
  const programs = all.filter((role) => role.kind.role === 'program')
  const clients = all.filter((role) => role.kind.role === 'client' || role.kind.role === 'either')
  await Promise.all([
    ...servers.flatMap((role) => actorsOf(role).map((actor) => stop(role.name, actor, goodbye))),
    ...clients.flatMap((role) => actorsOf(role).map((actor) => stop(role.name, actor, goodbye))),
  ])
  await Promise.all(
    programs.flatMap((role) => {
      const [grace, beyond] = isFromOutsider(stage, role) ? [usualOther, patience] : [longestProgram, thoroughness]
      return actorsOf(role).map((actor) => stop(role.name, actor, grace, beyond))
    }),
  )
  for (const role of all) role.life?.end(over)
  for (const role of all) {
    const problem = role.starting === undefined ? undefined : await endless(stage, role, role.starting)
    if (problem !== undefined) problems.push(problem)
  }
  return problems
}

/** What had to be forced may have been given less time than it asks for. */
function inLimits(stage: Stage, problem: Problem): Problem {
  const { settle: most } = stage.scenario.limits
  if (most === undefined || problem.code !== 'did-not-stop') return problem
  const also = `limits: { settle: ${showDuration(most)} } allows no more`
  return { ...problem, hint: problem.hint === undefined ? also : `${problem.hint}; ${also}` }
}

/** A server stops listening before its connections say goodbye. */
function actorsOf(role: Role): Actor[] {
  const actors = [...role.former]
  if (role.actor !== undefined) actors.push(role.actor)
  for (const connection of role.connections) if (connection.actor !== undefined) actors.push(connection.actor)
  return actors
}

/** A stop that hangs or throws is named; the others go on. */
async function bounded(
  stage: Stage,
  name: string,
  actor: Actor,
  grace: number,
  beyond: number,
): Promise<Problem | undefined> {
  const role = stage.cast.get(name.split('#')[0] as string)?.[0]
  const longest = role !== undefined && isFromOutsider(stage, role) ? longestOther : longestProgram
  const most = stage.scenario.limits.settle ?? longest
  const limit = Math.min(actor.grace ?? grace, most, longest) + beyond
  try {
    const problem: unknown = await within(
      stage,
      limit,
      Promise.resolve(actor.stop({ grace: Math.min(grace, most) })),
      () => ({
        code: 'plugin-misbehaved',
        message: `“${name}” could not be taken down within ${limit} ms: stop() of ${kindNamed(stage, name)} does not end`,
      }),
    )
    return isProblem(problem) ? problem : undefined
  } catch (error) {
    return {
      code: 'plugin-misbehaved',
      message: `${kindNamed(stage, name)} threw while “${name}” was taken down: ${said(error)}`,
    }
  }
}

/** What the work comes to, or what is said of it when so many milliseconds have passed. */
function within<T>(stage: Stage, milliseconds: number, work: Promise<T>, late: () => Problem): Promise<T | Problem> {
  return new Promise((resolve, reject) => {
    const deadline = stage.countdown.start(milliseconds, () => resolve(late()))
    work.then(
      (value) => {
        stage.countdown.stop(deadline)
        resolve(value)
      },
      (error: unknown) => {
        stage.countdown.stop(deadline)
        reject(error as Error)
      },
    )
  })
}

/** A start that was given up has until now to end; whatever it opens later it must close itself. */
async function endless(stage: Stage, role: Role, starting: Promise<void>): Promise<Problem | undefined> {
  const message = `start() of ${kindOf(stage, role)} does not end when it is given up, as “${role.name}” was`
  const late = (): Problem => ({ code: 'plugin-misbehaved', message })
  return (await within(stage, goodbye + patience, starting, late)) ?? undefined
}

function kindNamed(stage: Stage, name: string): string {
  const role = stage.cast.get(name.split('#')[0] ?? '')?.[0]
  return role === undefined ? `“${name}”` : kindOf(stage, role)
}

function isProblem(value: unknown): value is Problem {
  const { code, message } = (value ?? {}) as Partial<Problem>
  return typeof code === 'string' && typeof message === 'string'
}
