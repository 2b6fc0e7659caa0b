import { appendFileSync, chmodSync, lstatSync, mkdirSync, realpathSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, resolve, sep } from 'node:path'
import { UnreadableFile } from '../../disk/read-regular.ts'

interface Written {
  readonly mode?: number | undefined
  readonly append?: boolean
}

/**
 * Writes a file, or makes a folder where there are no bytes. Answers its path, or undefined when its name would leave the folder.
 * Throws the system's error, or `UnreadableFile` for what is there and is no regular file: a pipe would be waited for.
 */
export function writeInside(
  folder: string,
  name: string,
  bytes: Uint8Array | undefined,
  { mode, append = false }: Written,
): string | undefined {
  const path = pathInside(folder, name)
  if (path === undefined) return undefined
  if (bytes === undefined) mkdirSync(path, { recursive: true })
  else {
    mkdirSync(dirname(path), { recursive: true })
    const there = statSync(path, { throwIfNoEntry: false })
    if (there?.isFile() === false) throw new UnreadableFile(there.isDirectory() ? 'folder' : 'special')
    const write = append ? appendFileSync : writeFileSync
    write(path, bytes, mode === undefined ? {} : { mode })
  }
  if (mode !== undefined) chmodSync(path, mode)
  return path
}

/** Removes a file, a link (not what it leads to), or with a name that ends in `/` a folder with all in it; else as `writeInside`. */
export function removeInside(folder: string, name: string): string | undefined {
  const path = pathInside(folder, name, 'itself')
  if (path === undefined || path === folder) return undefined
  if (lstatSync(path).isDirectory() && !name.endsWith('/')) throw new UnreadableFile('folder')
  rmSync(path, { recursive: name.endsWith('/') })
  return path
}

/** The path of a name in the folder; undefined when the name leaves it, by `..` or through a link. A link `itself` stands in it. */
function pathInside(folder: string, name: string, link?: 'itself'): string | undefined {
  const path = resolve(folder, name)
  if (path === folder) return path
  if (!path.startsWith(folder + sep)) return undefined
  return (realPath(link === undefined ? path : dirname(path)) + sep).startsWith(realpathSync(folder) + sep)
    ? path
    : undefined
}

/** Where a path leads, also where nothing is there yet. A link to nothing leads nowhere. */
function realPath(path: string): string {
  try {
    return realpathSync(path)
  } catch {
    return lstatSync(path, { throwIfNoEntry: false }) === undefined ? realPath(dirname(path)) : ''
  }
}

/** What the system says, in a word where it has one. */
export const reasonOf = (error: unknown): string => (error as NodeJS.ErrnoException).code ?? (error as Error).message
