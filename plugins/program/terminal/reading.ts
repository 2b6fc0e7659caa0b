import { randomBytes } from 'node:crypto'
import { writeSync } from 'node:fs'
import type { ReadStream } from 'node:tty'

/** What is read of a terminal's master, up to a mark that is written when its program has left. */
export interface Reading {
  /**
   * Resolves when all that was written to the terminal before has been read: our own mark, written behind it to the open
   * `slave`, has come. Nothing more is received afterwards. A negative `slave` is closed, so nothing is waited for.
   */
  finish(slave: number): Promise<void>
}

/** Reads the master from now on; `receive` gets its bytes without the mark. */
export function readingOf(master: ReadStream, receive: (bytes: Buffer) => void): Reading {
  let mark = Buffer.alloc(0)
  let over = false
  /** Bytes behind the last received ones that may be the beginning of the mark. */
  let tail = Buffer.alloc(0)
  let found = (): void => {}
  master.on('data', (bytes: Buffer) => {
    if (over) return
    if (mark.length === 0) return receive(bytes)
    tail = Buffer.concat([tail, bytes])
    const at = tail.indexOf(mark)
    if (at >= 0) {
      receive(tail.subarray(0, at))
      found()
      return
    }
    // The mark may be cut in two: keep as much as could be its beginning.
    const safe = Math.max(0, tail.length - mark.length)
    receive(tail.subarray(0, safe))
    tail = tail.subarray(safe)
  })
  master.on('error', () => found())
  master.on('close', () => found())
  return {
    finish: (slave) =>
      new Promise((resolve) => {
        found = () => {
          over = true
          resolve()
        }
        if (master.destroyed || slave < 0) return found()
        mark = Buffer.from(`\x1b]${randomBytes(9).toString('hex')}\x07`)
        writeAll(slave, mark, found)
      }),
  }
}

// The terminal's buffer may be full of what we have not read yet: then there is room after a turn of reading. A stopped terminal
// (^S) never makes room, so it is given up after a while.
function writeAll(file: number, bytes: Buffer, giveUp: () => void, turns = 0): void {
  let written = 0
  try {
    written = writeSync(file, bytes)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EAGAIN' || turns > 200) return giveUp()
  }
  if (written < bytes.length)
    setTimeout(() => writeAll(file, bytes.subarray(written), giveUp, turns + 1), Math.min(turns, 10))
}
