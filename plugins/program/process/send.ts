import { kill } from 'node:process'

/** Sends a signal; false when the process does not exist any more. A negative pid means its group. */
export function send(pid: number, signal: NodeJS.Signals): boolean {
  try {
    return kill(pid, signal)
  } catch {
    return false
  }
}
