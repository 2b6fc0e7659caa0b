import { closeSync, openSync, readSync, readdirSync, readlinkSync } from 'node:fs'

const buffer = Buffer.allocUnsafe(16_384)

/** The text of a small file under /proc, or undefined when it is gone or not ours to read. One read, no allocation but the text. */
export function readProc(path: string): string | undefined {
  let file: number | undefined
  try {
    file = openSync(path, 'r')
    return buffer.toString('latin1', 0, readSync(file, buffer, 0, buffer.length, null))
  } catch {
    return undefined
  } finally {
    if (file !== undefined) closeSync(file)
  }
}

/** Where a link under /proc points, such as `socket:[4711]`. */
export function linkOf(path: string): string | undefined {
  try {
    return readlinkSync(path)
  } catch {
    return undefined
  }
}

/** The entry of a process in proc(5). `start` is in clock ticks since boot: with the pid it names a process for good. */
export interface Stat {
  readonly state: string
  readonly parent: number
  readonly group: number
  readonly session: number
  readonly start: string
}

/** One process, or undefined when there is no such process (or no /proc). */
export function statOf(pid: number): Stat | undefined {
  const text = readProc(`/proc/${pid}/stat`)
  if (text === undefined) return undefined
  // The command's name stands in parentheses and may itself hold spaces and parentheses.
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ')
  const [state = '', parent, group, session] = fields
  return { state, parent: Number(parent), group: Number(group), session: Number(session), start: fields[19] ?? '' }
}

/** The command line of a process as one text, or undefined when it is gone (or has none: the kernel's own). */
export const commandOf = (pid: number): string | undefined =>
  readProc(`/proc/${pid}/cmdline`)?.replaceAll('\0', ' ').trim() || undefined

/** The threads of a process; undefined when it is gone (or there is no /proc). */
export function threadsOf(pid: number): string[] | undefined {
  try {
    return readdirSync(`/proc/${pid}/task`)
  } catch {
    return undefined
  }
}

/** True for a process that has ended, though its parent may not have asked how. */
export const isOver = (stat: Stat): boolean => stat.state === 'Z' || stat.state === 'X'

/** True while a process runs, also where there is no /proc to show whether it is a zombie. */
export function isAlive(pid: number): boolean {
  const stat = statOf(pid)
  return stat !== undefined && !isOver(stat)
}

/** All processes that run now; undefined where there is no /proc. */
export function processIds(): number[] | undefined {
  try {
    const ids: number[] = []
    for (const name of readdirSync('/proc')) {
      const first = name.charCodeAt(0)
      if (first >= 48 && first <= 57) ids.push(Number(name))
    }
    return ids.length === 0 ? undefined : ids
  } catch {
    return undefined
  }
}

/** The number that the newest process was given: the last word of /proc/loadavg (proc(5)); undefined where there is none. */
export function newestProcess(): number | undefined {
  const text = readProc('/proc/loadavg')
  return text === undefined ? undefined : Number(text.trim().split(' ').at(-1))
}
