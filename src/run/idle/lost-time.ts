import { isReady, ownChildren, ownRunDelay, runDelays, waitedBetween, type RunDelay } from '../../kernel/run-delay.ts'
import type { Thread } from '../context/starvation.ts'
import type { RunTime, RunActors } from '../context/run-context.ts'

/** Of a step that had no processor, so many times its limit is the most that it is given. */
const patience = 10
/** Milliseconds by which a deadline may come late before the event loop counts as starved. */
const lateLoop = 25
/** Milliseconds without a processor that are too few to starve a program. */
const noDelay = 10
/** Milliseconds for which it is looked at who waits for a processor: at least some ticks of the kernel's clock. */
const sample = { least: 20, most: 100 }

/** Milliseconds that were lost since a deadline last asked, and the failure's text about them. */
export interface LostTime {
  readonly lost: number
  readonly words: string
}

const busy = 'the machine was busy'
const own = 'own'
/** A thread that began after the first look. */
const unborn: RunDelay = { waited: 0, ran: '' }

/**
 * Milliseconds that a step is given because its programs had no processor: what they have lost, less what has passed beyond the
 * deadline already (`late`). In all it is no more than nine times the limit, so that with the limit itself it is ten times.
 */
export const owed = (limit: number, lost: number, late: number, given: number): number =>
  Math.min(lost - late, (patience - 1) * limit - given)

/** What was lost since the last look at the threads; undefined when there was none. */
export function measuredLoss(context: RunTime & RunActors): LostTime | undefined {
  const { threads: before, asked } = context.starvation
  if (before === undefined) return undefined
  const apart = (context.clock.micros() - asked) / 1000
  return worst(threadsIn(context), ({ delay }, thread) => waitedIn(before, thread, delay, apart))
}

/**
 * What was lost since the deadline last asked, as a moment shows it: never more than the kernel has ever counted. Undefined when
 * no program can have been starved.
 */
export async function estimatedLoss(
  context: RunTime & RunActors,
  limit: number,
  lateness: number,
): Promise<LostTime | undefined> {
  const before = threadsIn(context)
  if (lateness < lateLoop && ![...before].some(mayBeStarved)) return undefined
  const began = context.clock.micros()
  await pause(Math.min(sample.most, Math.max(sample.least, limit / 10)))
  const taken = (context.clock.micros() - began) / 1000
  const whole = (began - context.starvation.asked) / 1000
  return worst(threadsIn(context), ({ delay }, thread) => {
    const waited = waitedIn(before, thread, delay, taken)
    return Math.min((waited / taken) * whole, Math.max(delay.waited, waited))
  })
}

/** The deadline has asked, and what the step is given begins: what is lost while it asks is no loss of the step. */
export function asked(context: RunTime & RunActors, threads: boolean): void {
  context.starvation.threads = threads ? threadsIn(context) : undefined
  context.starvation.asked = context.clock.micros()
}

const waitedIn = (before: ReadonlyMap<string, Thread>, thread: string, delay: RunDelay, apart: number): number =>
  waitedBetween(before.get(thread)?.delay ?? unborn, delay, apart, () => isReady(thread))

function worst(threads: ReadonlyMap<string, Thread>, lossOf: (its: Thread, thread: string) => number): LostTime {
  let [lost, words] = [0, busy]
  for (const [thread, its] of threads) {
    const loss = lossOf(its, thread)
    if (loss > lost) [lost, words] = [loss, its.words]
  }
  return { lost, words }
}

/** It has waited for a processor before, or waits now. */
const mayBeStarved = ([thread, { delay }]: [string, Thread]): boolean =>
  delay.waited >= noDelay || (thread !== own && isReady(thread))

const pause = (milliseconds: number) => new Promise<void>((resolve) => void setTimeout(resolve, milliseconds))

/** The threads of this program, of those that it is starting, and of all actors. */
function threadsIn(context: RunActors): Map<string, Thread> {
  const threads = new Map<string, Thread>()
  const ours = ownRunDelay()
  if (ours !== undefined) threads.set(own, { words: busy, delay: ours })
  for (const [thread, delay] of runDelays(ownChildren())) threads.set(thread, { words: busy, delay })
  for (const instances of context.actors.values()) {
    for (const { name, actor, lane } of instances) {
      if (actor?.processes === undefined || lane?.over === true) continue
      const words = `“${name}” was waiting for a processor`
      for (const [thread, delay] of runDelays(actor.processes())) threads.set(thread, { words, delay })
    }
  }
  return threads
}
