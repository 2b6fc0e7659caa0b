import { linkOf, readProc, threadsOf } from './proc.ts'

/** What the kernel counts for one thread and the processors. */
export interface RunDelay {
  /** Milliseconds that it was ready to run and had no processor, up to the last time that it was given one. */
  readonly waited: number
  /** How long and how often it has run: the same text in two looks means that it did not run in between. */
  readonly ran: string
}

/**
 * The same for each thread of these processes, since it began (proc(5), `schedstat`: nanoseconds on a processor, nanoseconds of
 * waiting for one, how often it was given one). Empty where the system does not show it.
 */
export function runDelays(pids: readonly number[]): ReadonlyMap<string, RunDelay> {
  const delays = new Map<string, RunDelay>()
  for (const pid of pids) {
    for (const thread of threadsOf(pid) ?? []) {
      const delay = delayIn(`/proc/${pid}/task/${thread}/schedstat`)
      if (delay !== undefined) delays.set(`${pid}/task/${thread}`, delay)
    }
  }
  return delays
}

/** The thread on which this program runs. */
export const ownRunDelay = (): RunDelay | undefined => delayIn('/proc/self/schedstat')

/** True for a thread, as `runDelays` names it, that runs or waits for a processor (proc(5), `stat`). */
export function isReady(thread: string): boolean {
  const text = readProc(`/proc/${thread}/stat`)
  return text?.charAt(text.lastIndexOf(')') + 2) === 'R'
}

/**
 * Milliseconds that a thread waited for a processor between two looks that are so many apart. The kernel adds a wait only when it is
 * over, so that a thread which waits all the time is known by being ready and not having run.
 */
export function waitedBetween(before: RunDelay, after: RunDelay, apart: number, ready: () => boolean): number {
  if (before.ran === after.ran) return ready() ? apart : 0
  return after.waited - before.waited
}

/** One look at when threads waited for a processor. */
export interface Look {
  /** Milliseconds of any clock. */
  readonly now: number
  readonly delays: ReadonlyMap<string, RunDelay>
  ready(thread: string): boolean
}

/**
 * Milliseconds from the first look to this one, without those in which one of the processes was ready to run and had no processor: what
 * has had so much time and does nothing is not going to.
 */
export function timeGiven(): (pids: readonly number[]) => number {
  const given = timeBetweenLooks({ now: performance.now(), delays: new Map(), ready: isReady })
  return (pids) => given({ now: performance.now(), delays: runDelays(pids), ready: isReady })
}

/** The same of looks that somebody else takes. */
export function timeBetweenLooks(first: Look): (look: Look) => number {
  let before = first
  let given = 0
  return (look) => {
    const apart = look.now - before.now
    const waited = [...look.delays].map(([thread, delay]) => {
      const last = before.delays.get(thread)
      return last === undefined ? 0 : waitedBetween(last, delay, apart, () => look.ready(thread))
    })
    given += Math.max(0, apart - Math.max(0, ...waited))
    before = look
    return given
  }
}

/** Programs that this one has started and that live: also one that is starting, and no actor yet. Empty where the system does not show it. */
export function ownChildren(): number[] {
  const own = linkOf('/proc/self') ?? ''
  const text = readProc(`/proc/${own}/task/${own}/children`) ?? ''
  return text.split(' ').filter(Boolean).map(Number)
}

function delayIn(path: string): RunDelay | undefined {
  const [time, waited, times] = readProc(path)?.split(' ') ?? []
  return times === undefined ? undefined : { waited: Number(waited) / 1e6, ran: `${time} ${times.trim()}` }
}
