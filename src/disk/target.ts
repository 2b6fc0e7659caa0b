import { accessSync, constants, lstatSync, readlinkSync, realpathSync, statSync } from 'node:fs'
import { dirname, resolve } from 'node:path'

/** Where something is written, after links. */
export interface Target {
  /** What the last of the links leads to, where the path is one. */
  readonly file: string
  /** What is there: nothing, a regular file with its mode and bytes, or something that is written into, as a pipe or a device. */
  readonly there: 'nothing' | 'special' | { readonly mode: number; readonly size: number }
}

/** As many links in a row as Linux follows (path_resolution(7)). */
const mostLinks = 40
/** Standard output and its like; they are written into whatever stands behind them. */
const devices = /^\/(?:dev|proc)\//

/**
 * The one rule for links and what is not a regular file, wherever we write: a link stays a link, and what it leads to is written;
 * a device or a pipe is written into, since a file would take its place; what may not be written to gives EACCES, although
 * its folder would let it be replaced. Throws the system's error, and EISDIR for a folder.
 */
export function targetOf(wanted: string): Target {
  // Nearly always no link is in the way.
  const entry = lstatSync(wanted, { throwIfNoEntry: false })
  if (entry === undefined) return { file: wanted, there: 'nothing' }
  if (entry.isFile() && !devices.test(wanted)) {
    accessSync(wanted, constants.W_OK)
    return { file: wanted, there: { mode: entry.mode & 0o777, size: entry.size } }
  }
  const stat = statSync(wanted, { throwIfNoEntry: false })
  if (stat === undefined) return { file: endOfLinks(wanted), there: 'nothing' }
  if (stat.isDirectory()) throw Object.assign(new Error('it is a folder'), { code: 'EISDIR' })
  accessSync(wanted, constants.W_OK)
  // What /dev/fd names is not a path, so that it has no real one.
  if (!stat.isFile() || devices.test(wanted)) return { file: wanted, there: 'special' }
  return { file: realpathSync(wanted), there: { mode: stat.mode & 0o777, size: stat.size } }
}

/** The file that a link to nothing would lead to. */
function endOfLinks(wanted: string): string {
  let file = wanted
  for (let count = 0; count < mostLinks; count++) {
    if (lstatSync(file, { throwIfNoEntry: false })?.isSymbolicLink() !== true) return file
    file = resolve(realpathSync(dirname(file)), readlinkSync(file))
  }
  return file
}
