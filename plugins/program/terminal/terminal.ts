import { randomBytes } from 'node:crypto'
import { closeSync, existsSync, writeSync } from 'node:fs'
import { ReadStream } from 'node:tty'
import { problemError } from '../../../src/plugin.ts'
import { send } from '../send.ts'
import { inputTo } from '../input.ts'
import type { Ending, Output, Plan, Running } from '../running.ts'
import { begin, endingOf } from '../starter.ts'
import { openPair } from './node-pty.ts'
import { terminalText } from './text.ts'
import { typingOn } from './typing.ts'

const endOfFile = 0x04
const newline = 0x0a

/**
 * Starts a program on a terminal of its own. What is received is what a person would read there (see text.ts); stderr is the terminal too.
 * Rejects with a `ProblemError` when there is no terminal to be had.
 */
export async function startOnTerminal(
  plan: Plan,
  size: { cols: number; rows: number },
  output: Output,
): Promise<Running> {
  if (!existsSync('/bin/sh'))
    throw problemError(
      'pty-missing',
      'terminals for programs are not supported on this system',
      'run the program without pty',
    )
  const pair = openPair(size.cols, size.rows)
  const master = new ReadStream(pair.master)
  // Held open to the end: when a terminal's last slave is closed, Node stops reading the master before it has read everything.
  const held = { slave: pair.slave }
  const drop = (): void => {
    if (held.slave >= 0) closeSync(held.slave)
    held.slave = -1
    master.destroy()
  }
  const input = inputTo(typingOn(master, pair.master))
  const text = terminalText({
    ...size,
    print: (lines) => output.received(Buffer.from(lines), 'stdout'),
    answer: (bytes) => input.write(Buffer.from(bytes), 1),
  })
  const last = { mark: Buffer.alloc(0), byte: newline, over: false }
  const tail = { bytes: Buffer.alloc(0), found: (): void => {} }
  master.on('data', (bytes: Buffer) => {
    if (last.over) return
    if (last.mark.length === 0) return text.feed(bytes)
    tail.bytes = Buffer.concat([tail.bytes, bytes])
    const at = tail.bytes.indexOf(last.mark)
    if (at >= 0) {
      text.feed(tail.bytes.subarray(0, at))
      tail.found()
      return
    }
    // The mark may be cut in two: keep as much as could be its beginning.
    const safe = Math.max(0, tail.bytes.length - last.mark.length)
    text.feed(tail.bytes.subarray(0, safe))
    tail.bytes = tail.bytes.subarray(safe)
  })
  master.on('error', () => tail.found())
  master.on('close', () => tail.found())
  const { child, pid, passed } = await begin(plan, ['ignore', 'ignore', 'ignore'], pair.path).catch(
    (error: unknown) => {
      drop()
      throw error
    },
  )
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()))

  /** Resolves when all that was written to the terminal before has been read: our own mark, written behind it, has come. */
  const readOut = (): Promise<void> =>
    new Promise((resolve) => {
      tail.found = () => {
        last.over = true
        resolve()
      }
      if (master.destroyed || held.slave < 0) return tail.found()
      last.mark = Buffer.from(`\x1b]${randomBytes(9).toString('hex')}\x07`)
      writeAll(held.slave, last.mark, tail.found)
    })

  return {
    pid,
    passed,
    input: () => pair.path,
    exited,
    ended: exited.then(readOut).then(() => {
      text.end()
      output.over('stdout')
      output.over('stderr')
      drop()
      return endingOf(child) as Ending
    }),
    // A terminal goes with the first process on it: it leads the session.
    receivedOut: async () => {},
    silence: () => {},
    held: () => false,
    left: () => endingOf(child),
    write(bytes, times) {
      last.byte = bytes.at(-1) ?? last.byte
      input.write(bytes, times)
    },
    // At the beginning of a line one ^D is the end of input; behind an unfinished line the first only hands that over (termios(3), VEOF).
    async endInput() {
      input.write(Uint8Array.of(endOfFile), last.byte === newline ? 1 : 2)
      last.byte = newline
    },
    unsent: () => input.unsent(),
    hangUp() {
      drop()
      // The kernel says so itself unless a process that was started meanwhile has inherited the master (node-pty leaves it inheritable).
      send(-pid, 'SIGHUP')
      send(-pid, 'SIGCONT')
    },
    resize(cols, rows) {
      pair.resize(cols, rows)
      text.resize(cols, rows)
    },
    release: drop,
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
