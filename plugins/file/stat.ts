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
