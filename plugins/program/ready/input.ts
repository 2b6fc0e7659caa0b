import { processes } from '../../../src/plugin.ts'
import { lookUntil, type Found, type Watched } from './watch.ts'

/** True when some process of the program waits for what we would type. */
export const waits = ({ family, running }: Pick<Watched, 'family' | 'running'>): boolean => {
  const input = running.input()
  return input !== undefined && family.members().some((pid) => processes.waitingForInput(pid, input))
}

/** Ready when the program waits for input. Never rejects. */
export const readyByInput = (watched: Watched): Promise<Found | undefined> => lookUntil(() => (waits(watched) ? {} : undefined), watched.signal)
