import { chmodSync, closeSync, constants, open, openSync, renameSync, unlink, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import type { Reaper } from '../kernel/reaper.ts'
import { makeFolder } from './make-folder.ts'
import { targetOf } from './target.ts'
import { discard, nameBeside, writeWhole } from './write-whole.ts'

/**
 * `writeWhole` while other work goes on: to make a file takes a file system up to a hundred times as long as to write a small one,
 * and is left to another thread. The reaper knows of the file under its name of its own, since a runner may be killed meanwhile.
 */
export async function writeWholeSoon(wanted: string, content: string | Uint8Array, reaper: Reaper): Promise<void> {
  const { file, there } = targetOf(wanted)
  if (there === 'special') return writeWhole(wanted, content)
  const temporary = nameBeside(file)
  reaper.addPath(temporary)
  try {
    const descriptor = await makeNew(temporary, constants.O_WRONLY, 0o666)
    try {
      writeFileSync(descriptor, content)
    } finally {
      closeSync(descriptor)
    }
    if (typeof there === 'object') chmodSync(temporary, there.mode)
    renameSync(temporary, file)
  } catch (error) {
    discard(temporary)
    throw error
  } finally {
    reaper.removePath(temporary)
  }
}

/** `openNew` while other work goes on. */
export async function openNewSoon(wanted: string, mode: number): Promise<number> {
  for (let tries = 0; ; tries++) {
    const { file, there } = targetOf(wanted)
    if (there === 'special') return openSync(file, constants.O_WRONLY | constants.O_NONBLOCK | constants.O_APPEND)
    try {
      if (there !== 'nothing') await removed(file)
      return await makeNew(file, constants.O_RDWR, mode)
    } catch (error) {
      // Another run may have been faster, with its file or with its removal.
      const { code } = error as NodeJS.ErrnoException
      if (tries >= 100 || (code !== 'EEXIST' && code !== 'ENOENT')) throw error
    }
  }
}

/** Its folder is nearly always there, and is made where it is not. */
async function makeNew(file: string, access: number, mode: number): Promise<number> {
  const flags = access | constants.O_CREAT | constants.O_EXCL
  try {
    return await opened(file, flags, mode)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
    makeFolder(dirname(file))
    return opened(file, flags, mode)
  }
}

const opened = (file: string, flags: number, mode: number): Promise<number> =>
  new Promise((resolve, reject) => {
    open(file, flags, mode, (error, descriptor) => (error === null ? resolve(descriptor) : reject(error)))
  })

const removed = (file: string): Promise<void> =>
  new Promise((resolve, reject) => {
    unlink(file, (error) => (error === null ? resolve() : reject(error)))
  })
