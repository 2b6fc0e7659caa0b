import { statSync, type Stats } from 'node:fs'

/** The file under the name now; undefined when there is none, or it cannot be accessed. */
export function statOf(path: string): Stats | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false })
  } catch {
    return undefined
  }
}

/** What it is, in a word of the fact `type`. */
export function typeOf(stat: Stats | undefined): string {
  if (stat === undefined) return 'none'
  if (stat.isFile()) return 'file'
  if (stat.isDirectory()) return 'folder'
  if (stat.isSocket()) return 'socket'
  return stat.isFIFO() ? 'pipe' : 'device'
}

/** The same in a word of the fact `is`, which calls a named pipe as stat(1) and ls(1) do. */
export const kindOf = (stat: Stats | undefined): string => {
  const type = typeOf(stat)
  return type === 'pipe' ? 'fifo' : type
}

/** As chmod takes it: `644`, `4755`. */
export const modeOf = ({ mode }: Stats): string => (mode & 0o7777).toString(8).padStart(3, '0')
