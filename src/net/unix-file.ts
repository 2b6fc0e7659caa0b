import { renameSync, statSync } from 'node:fs'
import { platform } from 'node:os'

/** A socket file as it was when we bound it. */
export interface UnixFile {
  readonly path: string
  readonly identity: string
}

/** The file at which a server listens now; undefined where there is none, as for an abstract name or a pipe of Windows. */
export function boundFile(path: string): UnixFile | undefined {
  if (path.startsWith('\0') || platform() === 'win32') return undefined
  const identity = identityOf(path)
  return identity === undefined ? undefined : { path, identity }
}

/**
 * Closes a listening socket. libuv removes whatever stands at its path then, also the socket of a successor: that one is moved away
 * for the moment.
 */
export function closeSparing(file: UnixFile | undefined, close: () => void): void {
  const now = file === undefined ? undefined : identityOf(file.path)
  if (file === undefined || now === undefined || now === file.identity) return close()
  const aside = `${file.path}~`
  renameSync(file.path, aside)
  try {
    close()
  } finally {
    renameSync(aside, file.path)
  }
}

/** Which file stands there; undefined where none does. */
export function identityOf(path: string): string | undefined {
  const found = statSync(path, { throwIfNoEntry: false })
  // An inode number alone is soon used again; renaming keeps the time of the last change of content.
  return found === undefined ? undefined : `${found.dev}:${found.ino}:${found.mtimeMs}`
}
