import { processes } from '../../../src/plugin.ts'
import type { Watched } from './watch.ts'

/** True when some process of the program waits for what we would type. */
export const waits = ({ processTree, running }: Pick<Watched, 'processTree' | 'running'>): boolean => {
  const input = running.input()
  return input !== undefined && processTree.pids().some((pid) => processes.waitingForInput(pid, input))
}

/**
 * The same, and all its earlier output has been read: what it wrote stands in the kernel when it begins to wait, and a terminal's
 * is handed over a moment later.
 */
export async function seenWaiting(program: Pick<Watched, 'processTree' | 'running'>): Promise<true | undefined> {
  if (!waits(program)) return undefined
  await new Promise((resolve) => void setTimeout(() => setImmediate(resolve), 2))
  return waits(program) || undefined
}
