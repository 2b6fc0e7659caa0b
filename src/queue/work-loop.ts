import type { Problem } from '../model/problem.ts'
import { inTime } from './in-time.ts'
import { runsKey } from './keys.ts'
import { lostWatch } from './lost-watch.ts'
import { workFor, type Worked, type WorkingHost } from './work.ts'

/** Milliseconds between two looks for runs, and those that an answer to one may take. */
const [pauseTime, answerTime] = [200, 1000]

/** How the work of a worker ended. */
export interface WorkEnd {
  /** So many scenarios it has run. */
  readonly done: number
  readonly why: 'interrupted' | 'over' | 'no-run' | Problem
}

/**
 * Works for one run after another. With `once` it ends with the first run that it works for, or when none comes within its patience.
 */
export async function workLoop(host: WorkingHost, { once }: { readonly once: boolean }): Promise<WorkEnd> {
  const refused = new Set<string>()
  const lost = lostWatch(host)
  const began = host.now()
  let done = 0
  while (!host.signal.aborted) {
    const problem = lost()
    if (problem !== undefined) return { done, why: problem }
    const worked = await workForFirst(host, refused)
    done += worked?.done ?? 0
    if (worked !== undefined && endsWith(worked, once)) return { done, why: worked.why }
    if (once && host.now() - began >= host.patience) return { done, why: 'no-run' }
    await pause(host.signal)
  }
  return { done, why: 'interrupted' }
}

const endsWith = ({ why }: Worked, once: boolean): boolean =>
  once || why === 'interrupted' || (typeof why === 'object' && why.code === 'queue-lost')

/** Works for the oldest run that has not been refused; undefined where there is none. */
async function workForFirst(host: WorkingHost, refused: Set<string>): Promise<Worked | undefined> {
  if (host.connected.lost() !== undefined) return undefined
  for (const id of await runsAt(host)) {
    const worked = refused.has(id) ? undefined : await workFor(id, host)
    if (worked === undefined) continue
    if (typeof worked.why === 'object') refused.add(id)
    return worked
  }
  return undefined
}

/** The ids of all runs, the oldest first; none when the answer does not come soon. */
const runsAt = async ({ connected }: WorkingHost): Promise<readonly string[]> =>
  (await inTime(connected.redis.zrange(runsKey, '0', '-1'), answerTime)) ?? []

function pause(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const over = (): void => {
      clearTimeout(timer)
      signal.removeEventListener('abort', over)
      resolve()
    }
    const timer = setTimeout(over, pauseTime)
    signal.addEventListener('abort', over)
  })
}
