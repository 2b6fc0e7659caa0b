import { closeSync, existsSync } from 'node:fs'
import { ReadStream } from 'node:tty'
import { problemError } from '../../../src/plugin.ts'
import { send } from '../process/send.ts'
import { inputTo } from '../process/input.ts'
import type { Ending, Output, Plan, Running } from '../process/running.ts'
import { begin, endingOf } from '../process/starter.ts'
import { openPair } from './node-pty.ts'
import { readingOf } from './reading.ts'
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
  requireTerminals()
  const { pair, master, slave, drop } = openTerminal(size)
  const input = inputTo(typingOn(master, pair.master))
  const answer = (bytes: string): void => input.write(Buffer.from(bytes), 1)
  const dropped = (error: unknown): never => {
    drop()
    throw error
  }
  const { text, screen, reading } = await shownBy({ plan, size, output, master, slave, answer }).catch(dropped)
  plan.terminal({ columns: size.cols, rows: size.rows })
  const { child, pid, passed } = await begin(plan, ['ignore', 'ignore', 'ignore'], pair.path).catch(dropped)
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()))

  return {
    pid,
    passed,
    input: () => pair.path,
    exited,
    ended: exited
      .then(() => reading.finish(slave()))
      .then(() => {
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
    ...lineInput(input),
    modes: text.modes,
    ...(screen === undefined ? {} : { screen }),
    unsent: () => input.unsent() || screen?.busy === true,
    hangUp() {
      drop()
      // The kernel reports it unless a process that was started meanwhile has inherited the master (node-pty leaves it inheritable).
      send(-pid, 'SIGHUP')
      send(-pid, 'SIGCONT')
    },
    resize(cols, rows) {
      plan.terminal({ columns: cols, rows, resized: true })
      pair.resize(cols, rows)
      text.resize(cols, rows)
      screen?.resize(cols, rows)
    },
    release() {
      drop()
      screen?.close()
    },
  }
}

/** What comes from the master is received as lines, and shown on a screen where a step looks at one. */
async function shownBy(parts: {
  readonly plan: Plan
  readonly size: { cols: number; rows: number }
  readonly output: Output
  readonly master: ReadStream
  slave(): number
  answer(bytes: string): void
}) {
  const { plan, size, output, master, slave, answer } = parts
  const received = (): Promise<void> => reading.catchUp(slave())
  const screen = plan.watched
    ? await (
        await import('../screen/terminal-screen.ts')
      ).openScreen(size, { answer, received, painted: () => plan.spectator?.painted() })
    : undefined
  const text = terminalText({
    ...size,
    print: (lines) => output.received(Buffer.from(lines), 'stdout'),
    // An emulator knows the answers better.
    answer: screen === undefined ? answer : () => {},
  })
  const reading = readingOf(master, (bytes) => {
    plan.terminal(bytes)
    plan.spectator?.wrote(bytes)
    text.feed(bytes)
    screen?.feed(bytes)
  })
  return { text, screen, reading }
}

/** The two ends of a terminal, open until `drop`; `slave` is then negative. */
function openTerminal(size: { cols: number; rows: number }) {
  const pair = openPair(size.cols, size.rows)
  const master = new ReadStream(pair.master)
  // Held open to the end: when a terminal's last slave is closed, Node stops reading the master before it has read everything.
  let slave = pair.slave
  const drop = (): void => {
    if (slave >= 0) closeSync(slave)
    slave = -1
    master.destroy()
  }
  return { pair, master, slave: () => slave, drop }
}

/** Input that is sent by steps, and its end. */
function lineInput(input: ReturnType<typeof inputTo>): Pick<Running, 'write' | 'endInput'> {
  let lastByte = newline
  return {
    write(bytes, times) {
      lastByte = bytes.at(-1) ?? lastByte
      input.write(bytes, times)
    },
    // At the beginning of a line one ^D is the end of input; behind an unfinished line the first only hands that over (termios(3), VEOF).
    async endInput() {
      input.write(Uint8Array.of(endOfFile), lastByte === newline ? 1 : 2)
      lastByte = newline
    },
  }
}

function requireTerminals(): void {
  if (!existsSync('/bin/sh'))
    throw problemError(
      'pty-missing',
      'terminals for programs are not supported on this system',
      'run the program without pty',
    )
}
