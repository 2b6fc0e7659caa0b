import type { Failure } from '../../model/result.ts'
import { stepDeadline } from '../time/scaled.ts'
import { neverIdle } from './never-idle-failure.ts'
import type { Blocker } from '../context/blocker.ts'
import { IdleWatch } from './watch.ts'
import type { RunActors, RunChanges, RunSetup, GuardContext } from '../context/run-context.ts'

/** Milliseconds that a step waits for actors with `tail: open`, which may never become idle. */
const openBound = 1000
/** How often an actor must have been found at work before it is a failure: on a busy machine few looks fit into the time. */
const enough = 50
/** Milliseconds that a failure waits for what has just ended. */
const moment = 150
/**
 * Waits until all is idle (docs/time-and-idle.md#idle), for the time that the present step has left, or after the last one for
 * `limits.step`. Answers a failure that names who is not; none when the run is stopped meanwhile.
 */
export async function untilIdle(context: GuardContext): Promise<Failure | undefined> {
  const { limits } = context.scenario
  const atEnd = context.step === undefined
  const whole = stepDeadline(context, context.step)
  const limit = atEnd ? whole : Math.max(0, context.left())
  const busy = context.step?.busy === true
  const blockers = await look(context, {
    // `tail: open` means that the program goes on working, so the step need not wait for it.
    limit: busy ? Math.min(limits.idle, limit) : limit,
    openLimit: Math.min(atEnd ? limits.idle : openBound, limit),
    looks: busy ? 0 : enough,
    timers: !busy,
    givenUp: () => context.stopped !== undefined,
  })
  if (busy || blockers.length === 0) return undefined
  return neverIdle(context, blockers, whole)
}

/**
 * Waits a moment, before a failure is reported, for ends that are on their way: the kernel closes a crashed server's sockets before
 * its exit is known.
 */
export async function lastChanges(context: RunActors & RunChanges & RunSetup): Promise<void> {
  await look(context, { limit: moment, openLimit: moment, looks: 0, timers: false, givenUp: () => false })
}

/** Waits until all is idle, which what somebody has broken on purpose may never be, or until `over`. */
export async function idleOrGivenUp(context: GuardContext, over: () => boolean): Promise<void> {
  const givenUp = () => context.stopped !== undefined || over()
  const openLimit = Math.min(stepDeadline(context), openBound)
  await look(context, { limit: Infinity, openLimit, looks: 0, timers: true, givenUp })
}

/** Resolves with true when all is idle, however long that takes; with false when it is given up before. */
export async function becomesIdle(context: RunActors & RunChanges & RunSetup, signal: AbortSignal): Promise<boolean> {
  const openLimit = context.scenario.limits.idle
  await look(context, { limit: Infinity, openLimit, looks: 0, timers: true, givenUp: () => signal.aborted })
  return !signal.aborted
}

interface Patience {
  /** Milliseconds for all but those of `tail: open`. */
  readonly limit: number
  /** Milliseconds for those of `tail: open`. */
  readonly openLimit: number
  /** How many looks must have found an actor at work. */
  readonly looks: number
  /** Wait for timers that are due soon. */
  readonly timers: boolean
  givenUp(): boolean
}

/** Looks until all is idle or the time is over; answers who was not idle then, except actors with `tail: open`. */
async function look(context: RunActors & RunChanges & RunSetup, patience: Patience): Promise<readonly Blocker[]> {
  const began = context.host.now()
  const watch = new IdleWatch(context, { idle: context.scenario.limits.idle, timers: patience.timers })
  for (let looks = 1; !patience.givenUp(); looks++) {
    const blockers = await watch.next()
    if (patience.looks > 0) context.notIdle = blockers
    const waited = context.host.now() - began
    const closed = blockers.filter(({ endless }) => !endless)
    // Who only has a timer that is due soon is waited for: it comes, or the quiet time is over.
    const late = waited > patience.limit && looks >= patience.looks && closed.some(({ reason }) => reason !== 'timer')
    const done = closed.length === 0 && (blockers.length === 0 || waited > patience.openLimit)
    if (late || done) return closed
  }
  return []
}
