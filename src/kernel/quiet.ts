import { readProc, threadsOf } from './proc.ts'

/** One look at some processes: whether every thread slept, and how often each had been switched in and out. */
export interface Snapshot {
  readonly asleep: boolean
  readonly counts: string
  /** Every thread that sleeps and may wake by itself; none unless all are asleep. */
  readonly threads: readonly Sleeper[]
}

/** A thread that sleeps. */
export interface Sleeper {
  readonly pid: number
  readonly thread: string
  /** The same as long as it has not run. */
  readonly counts: string
}

const counter = 'voluntary_ctxt_switches:'
const stateLabel = '\nState:\t'

/**
 * Looks at every thread of these processes. Undefined where there is no /proc: then only silence is a sign. A process that has ended
 * or was stopped by a signal counts as asleep; one that waits for a disk does not.
 */
export function quiet(pids: readonly number[]): Snapshot | undefined {
  let counts = ''
  const sleepers: Sleeper[] = []
  for (const pid of pids) {
    const threads = threadsOf(pid)
    if (threads === undefined) {
      if (readProc('/proc/self/stat') === undefined) return undefined
      continue
    }
    for (const thread of threads) {
      const status = readProc(`/proc/${pid}/task/${thread}/status`)
      if (status === undefined) continue
      const state = status[status.indexOf(stateLabel) + stateLabel.length]
      if (state === 'R' || state === 'D') return { asleep: false, counts: '', threads: [] }
      const own = `${thread} ${status.slice(status.indexOf(counter) + counter.length)}`
      counts += own
      // One that has ended or was stopped is woken by no timer.
      if (state === 'S' || state === 'I') sleepers.push({ pid, thread, counts: own })
    }
  }
  return { asleep: true, counts, threads: sleepers }
}

/** True when nothing ran between two looks. */
export const sameSnapshot = (before: Snapshot, after: Snapshot): boolean =>
  before.asleep && after.asleep && before.counts === after.counts
