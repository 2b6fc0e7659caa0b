import { linkOf, readProc, threadsOf } from './proc.ts'

/**
 * Milliseconds that each thread of these processes has been ready to run and had no processor, since it began (proc(5): the second
 * number of `schedstat`, in nanoseconds). Empty where the system does not tell.
 */
export function runDelays(pids: readonly number[]): ReadonlyMap<string, number> {
  const delays = new Map<string, number>()
  for (const pid of pids) {
    for (const thread of threadsOf(pid) ?? []) {
      const delay = delayIn(`/proc/${pid}/task/${thread}/schedstat`)
      if (delay !== undefined) delays.set(`${pid}/${thread}`, delay)
    }
  }
  return delays
}

/** The same of the thread on which this program runs. */
export const ownRunDelay = (): number => delayIn('/proc/self/schedstat') ?? 0

/** Programs that this one has started and that live: also one that is starting, and no actor yet. Empty where the system does not tell. */
export function ownChildren(): number[] {
  const own = linkOf('/proc/self') ?? ''
  const text = readProc(`/proc/${own}/task/${own}/children`) ?? ''
  return text.split(' ').filter(Boolean).map(Number)
}

function delayIn(path: string): number | undefined {
  const [, delay] = readProc(path)?.split(' ') ?? []
  return delay === undefined ? undefined : Number(delay) / 1e6
}
