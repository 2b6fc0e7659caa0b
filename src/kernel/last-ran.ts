import type { FellAsleep } from './due.ts'
import { monotonicNow } from './monotonic.ts'
import { readProc } from './proc.ts'

/** Milliseconds by which the kernel's clocks of two cores may differ, with the tick at which they are read. */
const margin = 10
const label = /^se\.exec_start\s*:\s*([\d.]+)/m

/**
 * When a sleeping thread last ran, where the kernel shows it (`/proc/PID/task/TID/sched`, CONFIG_SCHED_DEBUG): its clock is the
 * scheduler's, so that it is compared with our own thread's, which runs now.
 */
export function lastRan(pid: number, thread: string): FellAsleep | undefined {
  const its = ranAt(`/proc/${pid}/task/${thread}/sched`)
  const ours = its === undefined ? undefined : ranAt('/proc/thread-self/sched')
  if (its === undefined || ours === undefined || its > ours + margin) return undefined
  const now = monotonicNow()
  const ran = now - (ours - its)
  return { from: ran - margin, to: Math.min(now, ran + margin) }
}

function ranAt(path: string): number | undefined {
  const found = label.exec(readProc(path) ?? '')?.[1]
  return found === undefined ? undefined : Number(found)
}
