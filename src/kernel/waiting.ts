import { waitsBy } from './calls.ts'
import { descriptorsOf } from './descriptors.ts'
import { linkOf, readProc, threadsOf } from './proc.ts'

/** What a process has as its standard input, such as `pipe:[4711]` or `/dev/pts/3`; undefined where the system does not show it. */
export const inputOf = (pid: number): string | undefined => linkOf(`/proc/${pid}/fd/0`)

/**
 * True when some thread of the process is blocked reading `input` (see `inputOf`), or polling it: what is typed now is read at once.
 * `/proc/PID/syscall` has the call and its arguments (proc(5)); where it does not exist nothing is ever found waiting.
 */
export function waitingForInput(pid: number, input: string): boolean {
  return (threadsOf(pid) ?? []).some((thread) => {
    const call = readProc(`/proc/${pid}/task/${thread}/syscall`)
    return call !== undefined && waits(pid, input, call)
  })
}

function waits(pid: number, input: string, call: string): boolean {
  // The number is decimal, arguments are hexadecimal; a running thread has only the word “running”.
  const words = call.split(' ')
  const how = waitsBy(Number(words[0]))
  if (how === undefined) return false
  return descriptorsOf(pid, how, words).some((descriptor) => linkOf(`/proc/${pid}/fd/${descriptor}`) === input)
}
