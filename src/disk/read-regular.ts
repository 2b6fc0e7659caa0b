import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs'

/** Bytes of the largest file that is read into memory unless the caller sets another limit. */
export const largestFile = 512 * 1024 * 1024
const chunk = 64 * 1024

/** Why a file that is there was not read. */
export class UnreadableFile extends Error {
  readonly why: 'folder' | 'special' | 'too-large'
  constructor(why: UnreadableFile['why']) {
    super({ folder: 'it is a folder', special: 'it is not a regular file', 'too-large': 'it is too large' }[why])
    this.why = why
  }
}

/**
 * Reads a regular file of at most so many bytes. A pipe or a device would be waited for, or never end, and nothing else runs
 * meanwhile: `UnreadableFile` is thrown instead. Throws the system's error (open(2)) otherwise.
 */
export function readRegular(file: string, largest = largestFile): Buffer {
  const bytes = readBegin(file, largest + 1)
  if (bytes.byteLength > largest) throw new UnreadableFile('too-large')
  return bytes
}

/** The first bytes of a regular file, at most so many; throws as `readRegular` does. */
export function readBegin(file: string, most: number): Buffer {
  const { descriptor, size } = openRegular(file)
  try {
    // Files of /proc have no size and some content; a file may also grow while it is read.
    const expected = size === 0 ? chunk : Math.min(size + 1, most)
    let bytes = Buffer.allocUnsafe(Math.min(expected, most))
    let length = 0
    while (length < most) {
      if (length === bytes.byteLength)
        bytes = Buffer.concat([bytes, Buffer.allocUnsafe(Math.min(Math.max(length, chunk), most - length))])
      const count = readSync(descriptor, bytes, length, bytes.byteLength - length, null)
      if (count === 0) break
      length += count
      // There was room for one byte more, and a regular file gives what it has (read(2)).
      if (length === size) break
    }
    return bytes.subarray(0, length)
  } finally {
    closeSync(descriptor)
  }
}

/** O_NONBLOCK, so that a pipe without a writer fails at once and is not waited for (fifo(7)). */
function openRegular(file: string): { readonly descriptor: number; readonly size: number } {
  let descriptor: number
  try {
    descriptor = openSync(file, constants.O_RDONLY | constants.O_NONBLOCK)
  } catch (error) {
    // A socket cannot be opened at all.
    if ((error as NodeJS.ErrnoException).code === 'ENXIO') throw new UnreadableFile('special')
    throw error
  }
  const stat = fstatSync(descriptor)
  if (stat.isFile()) return { descriptor, size: stat.size }
  closeSync(descriptor)
  throw new UnreadableFile(stat.isDirectory() ? 'folder' : 'special')
}
