import { randomBytes } from 'node:crypto'
import { writeSync } from 'node:fs'
import type { ReadStream } from 'node:tty'

/** What is read of a terminal's master. */
export interface Reading {
  /**
   * Resolves when all that was written to the terminal before has been received: our own mark, written behind it to the open
   * `slave`, has come. A negative `slave` is closed, so nothing is waited for.
   */
  catchUp(slave: number): Promise<void>
  /** The same when the program has left. Nothing more is received afterwards. */
  finish(slave: number): Promise<void>
}

/** So often it is tried to write the mark to a terminal that has no room, while its program runs and when it has left. */
const tries = { running: 20, left: 200 }

/** Reads the master from now on; `receive` gets its bytes without the marks. */
export function readingOf(master: ReadStream, receive: (bytes: Buffer) => void): Reading {
  let mark = Buffer.alloc(0)
  let over = false
  /** Bytes behind the last received ones that may be the beginning of the mark. */
  let tail = Buffer.alloc(0)
  let found = (): void => {}
  let last = Promise.resolve()
  master.on('data', (bytes: Buffer) => {
    if (over) return
    if (mark.length === 0) return receive(bytes)
    tail = Buffer.concat([tail, bytes])
    const at = tail.indexOf(mark)
    if (at >= 0) {
      receive(tail.subarray(0, at))
      tail = tail.subarray(at + mark.length)
      return found()
    }
    // The mark may be cut in two: keep as much as could be its beginning.
    const safe = Math.max(0, tail.length - mark.length)
    receive(tail.subarray(0, safe))
    tail = tail.subarray(safe)
  })
  master.on('error', () => found())
  master.on('close', () => found())
  const marked = (slave: number, most: number, isLast: boolean): Promise<void> =>
    new Promise((resolve) => {
      if (master.destroyed || slave < 0 || over) return resolve()
      found = () => {
        found = () => {}
        mark = Buffer.alloc(0)
        over = isLast
        const rest = tail
        tail = Buffer.alloc(0)
        if (!over && rest.length > 0) receive(rest)
        resolve()
      }
      mark = Buffer.from(`\x1b]${randomBytes(9).toString('hex')}\x07`)
      writeAll(slave, mark, () => found(), most)
    })
  const inTurn = (slave: number, most: number, isLast: boolean): Promise<void> =>
    (last = last.then(() => marked(slave, most, isLast)))
  return {
    catchUp: (slave) => inTurn(slave, tries.running, false),
    finish: (slave) =>
      inTurn(slave, tries.left, true).then(() => {
        over = true
      }),
  }
}

// The terminal's buffer may be full of what we have not read yet: then there is room after a turn of reading. A stopped terminal
// (^S) never makes room, so it is given up after a while; what has been written in part is written to its end.
function writeAll(file: number, bytes: Buffer, giveUp: () => void, most: number, turns = 0): void {
  let written = 0
  try {
    written = writeSync(file, bytes)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EAGAIN' || turns > most) return giveUp()
  }
  if (written === bytes.length) return
  const left = written > 0 ? tries.left : most
  setTimeout(() => writeAll(file, bytes.subarray(written), giveUp, left, turns + 1), Math.min(turns, 10))
}
