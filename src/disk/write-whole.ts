import { randomUUID } from 'node:crypto'
import {
  chmodSync,
  close,
  closeSync,
  constants,
  lstatSync,
  openSync,
  renameSync,
  rmSync,
  unlinkSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { makeFolder } from './make-folder.ts'
import { targetOf } from './target.ts'

/** Milliseconds between two tries of a pipe that is full, and after which its reader is given up. */
const turn = 10
const patience = 10_000

/**
 * Writes a file so that a reader sees all of it or what was there before: under a name of its own beside it, which then takes its
 * place. Two that write at once do not mix; the last one stays. Folders are made, a file's mode is kept, and `targetOf` decides what
 * becomes of links and devices; `mode` is that of a new file, before the umask. Throws the system's error.
 */
export function writeWhole(wanted: string, content: string | Uint8Array, mode = 0o666): void {
  const { file, there } = targetOf(wanted)
  if (there === 'special') return writeInto(file, content)
  const temporary = nameBeside(file)
  try {
    writeNew(temporary, content, mode)
    if (typeof there === 'object') chmodSync(temporary, there.mode)
    renameSync(temporary, file)
  } catch (error) {
    discard(temporary)
    throw error
  }
}

/** Its folder is nearly always there, and is made where it is not. */
function writeNew(file: string, content: string | Uint8Array, mode: number): void {
  try {
    writeFileSync(file, content, { flag: 'wx', mode })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
    makeFolder(dirname(file))
    writeFileSync(file, content, { flag: 'wx', mode })
  }
}

/** A name that nothing else has, in the same folder; short, since the file's own name may be as long as a name can be. */
export const nameBeside = (file: string): string => join(dirname(file), `.${randomUUID().slice(-12)}.tmp`)

/** A pipe without a reader gives ENXIO and is not waited for, and so does one whose reader does not go on. */
function writeInto(file: string, content: string | Uint8Array): void {
  const descriptor = openSync(file, constants.O_WRONLY | constants.O_NONBLOCK | constants.O_APPEND)
  try {
    const bytes = typeof content === 'string' ? Buffer.from(content) : content
    let waited = 0
    for (let done = 0; done < bytes.byteLength;) {
      try {
        done += writeSync(descriptor, bytes, done)
        waited = 0
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EAGAIN' || waited >= patience) throw error
        waited += turn
        Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, turn)
      }
    }
  } finally {
    closeSync(descriptor)
  }
}

/** Removes what was not finished. */
export function discard(file: string): void {
  try {
    rmSync(file, { force: true })
  } catch {
    // It was never made, or its folder cannot be written to: nothing of ours is left behind.
  }
}

/**
 * Opens a file for what is written bit by bit, new and empty: one that is there is replaced rather than emptied, so that a program that still
 * writes it goes on in a file of its own. Folders are made; `targetOf` decides what becomes of links and devices. Throws the system's
 * error.
 */
export function openNew(wanted: string, mode: number): number {
  const flags = constants.O_RDWR | constants.O_CREAT | constants.O_EXCL
  for (let tries = 0; ; tries++) {
    const { file, there } = targetOf(wanted)
    if (there === 'special') return openSync(file, constants.O_WRONLY | constants.O_NONBLOCK | constants.O_APPEND)
    try {
      if (there !== 'nothing') remove(file, there.size)
      return openSync(file, flags, mode)
    } catch (error) {
      // Another run may have been faster, with its file or with its removal.
      const { code } = error as NodeJS.ErrnoException
      if (tries >= 100 || (code !== 'EEXIST' && code !== 'ENOENT')) throw error
      if (code === 'ENOENT' && there === 'nothing') makeFolder(dirname(file))
    }
  }
}

/** Removes a file of ours that is written bit by bit, if it is there. Throws the system's error. */
export function removeOld(file: string): void {
  const stat = lstatSync(file, { throwIfNoEntry: false })
  if (stat?.isFile() === true) remove(file, stat.size)
}

/** More bytes take the system so long to give back that it does it beside what else is done. */
const large = 8 * 1024 * 1024

/** The name goes at once, and many bytes when the last descriptor is closed, on another thread: unlink(2). */
function remove(file: string, size: number): void {
  if (size <= large) return unlinkSync(file)
  let descriptor: number | undefined
  try {
    descriptor = openSync(file, constants.O_RDONLY | constants.O_NONBLOCK)
  } catch {
    // It may be written to and not read: then it is removed as any other.
  }
  try {
    unlinkSync(file)
  } finally {
    if (descriptor !== undefined) close(descriptor, () => {})
  }
}
