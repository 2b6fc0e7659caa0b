import path from 'node:path'
import { isatty } from 'node:tty'
import { beforeFirstPlugin } from '../../registry/load.ts'
import { restoreBuiltIns, rememberBuiltIns } from '../../registry/built-ins.ts'
import { uncaughtInPlugin } from '../../registry/loading.ts'
import { withoutCommands, withoutControls } from '../outlet-text.ts'
import type { Fatal } from '../../workers/messages.ts'
import { execute } from './execute.ts'
import { uncaughtFailure } from './uncaught.ts'
import { giveBack, leave, reportExits } from './leaving.ts'
import { standardInput } from './standard-input.ts'
import { terminalSignals } from './terminal-signals.ts'
import type { Out, Shell } from '../shell.ts'
import { environment } from '../../process-environment.ts'

/** What this program is called with where it is a worker process. */
const workerWord = '--worker-process'
const interruption = new AbortController()
const hangUp = new AbortController()

/**
 * The first signal lets the run tear down and report; the second leaves at once. A terminal that closes sends SIGHUP, and its shell
 * sends another one: that is not somebody who does not want to wait.
 */
function interrupt(signal: NodeJS.Signals): void {
  if (signal === 'SIGHUP') hangUp.abort()
  if (interruption.signal.aborted && signal === 'SIGHUP') return
  if (interruption.signal.aborted) leave(130)
  interruption.abort()
}
/** What stands here is not from outside. */
const ours = path.resolve(import.meta.dirname, '..')

/** A worker is interrupted by a message; a signal that it gets is a plugin's, and ends it. */
const isWorker = process.argv[2] === workerWord
if (!isWorker) for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, interrupt)
/** Of a worker: reports why it cannot go on, to the process that gives it orders. */
let reportFatal: ((fatal: Fatal) => void) | undefined

/** Handlers to call first: a plugin from outside may have thrown, which fails its own scenario and no other. */
const uncaughtHandlers = new Set<(error: unknown) => boolean>([uncaughtInPlugin])

const dying = new Set<(error: unknown) => Promise<void>>()
/** Milliseconds that reports have to be written when a bug ends the process. */
const lastMoment = 5000
let died = false

function bug(error: unknown): void {
  const changed = restoreBuiltIns()
  if (changed !== undefined) {
    const message = `a plugin has changed ${changed}, which all other code uses`
    const hint = 'this is a mistake in the plugin: report it to its author'
    if (isReported({ failure: { code: 'plugin-error', broken: true, message, hint }, sources: new Map() })) leave(3)
    process.stderr.write(`error plugin-error\n  ${message}\n\n  help: ${hint}\n`)
    leave(3)
  }
  for (const taken of uncaughtHandlers) if (taken(error)) return
  giveBack()
  if (isReported({ failure: uncaughtFailure(error, ours), sources: new Map() })) leave(70)
  const printed = error instanceof Error ? (error.stack ?? error.message) : String(error)
  const text = withoutCommands(withoutControls(printed, { colour: false, erase: false }), true)
  process.stderr.write(
    `scenario: internal error\n${text}\nThis is a bug in scenario; please report it with this text.\n`,
  )
  const [...reports] = dying
  // What comes now would only follow from the same bug.
  dying.clear()
  uncaughtHandlers.clear()
  if (died) leave(70)
  died = true
  setTimeout(() => leave(70), lastMoment)
  void leaveWith(reports, error)
}

/** False where this process prints it itself. */
function isReported(fatal: Fatal): boolean {
  reportFatal?.(fatal)
  return reportFatal !== undefined
}

async function leaveWith(reports: readonly ((error: unknown) => Promise<void>)[], error: unknown): Promise<void> {
  await Promise.allSettled(reports.map((report) => report(error)))
  leave(70)
}
process.on('uncaughtException', bug)
process.on('unhandledRejection', bug)

/** A full disk behind a redirection is no bug. */
function cannotPrint(error: NodeJS.ErrnoException): never {
  try {
    process.stderr.write(`scenario: cannot write to standard output: ${error.message}\n`)
  } catch {
    // Standard error is just as full.
  }
  leave(3)
}

/** Nobody reads it any more, or the terminal was closed. */
const isClosed = ({ code }: NodeJS.ErrnoException): boolean => code === 'EPIPE' || code === 'EIO'

/** Node makes a stream when it is first looked at, and most runs write nothing to standard error. */
function outOf(descriptor: 1 | 2): Out {
  let gone = false
  let used: NodeJS.WriteStream | undefined
  let reserved: Pick<NodeJS.WriteStream, 'write'> | undefined
  const stream = (): NodeJS.WriteStream => {
    if (used !== undefined) return used
    used = descriptor === 1 ? process.stdout : process.stderr
    return used.on('error', (error: NodeJS.ErrnoException) => {
      if (!isClosed(error)) cannotPrint(error)
      gone = true
      if (error.code === 'EIO') hangUp.abort()
    })
  }
  return {
    isTTY: isatty(descriptor),
    get columns() {
      return isatty(descriptor) ? stream().columns : undefined
    },
    get rows() {
      return isatty(descriptor) ? stream().rows : undefined
    },
    onResize(listener) {
      stream().on('resize', listener)
      return () => void stream().off('resize', listener)
    },
    write: (text) =>
      gone || text === ''
        ? Promise.resolve()
        : new Promise((resolve) =>
            (reserved ?? stream()).write(text, (error) => (error && !isClosed(error) ? cannotPrint(error) : resolve())),
          ),
    reserve() {
      const own = stream()
      reserved = { write: own.write.bind(own) }
      own.write = process.stderr.write.bind(process.stderr)
    },
  }
}

/** True once scenarios have passed: main.ts keeps what V8 has compiled by then. */
export let hasRun = false

const shell: Shell = {
  ...environment(),
  stdout: outOf(1),
  stderr: outOf(2),
  stdin: standardInput(() => hangUp.abort()),
  signals: terminalSignals(interruption.signal, () => interrupt('SIGINT')),
  signal: interruption.signal,
  hungUp: hangUp.signal,
  home: path.resolve(import.meta.dirname, '../..'),
  uncaughtHandlers,
  dying,
  program: {
    file: process.execPath,
    args: [
      ...process.execArgv.filter((flag) => !flag.startsWith('--inspect')),
      path.join(import.meta.dirname, 'main.js'),
      workerWord,
    ],
  },
  passed: () => {
    hasRun = true
  },
}

// A plugin from outside must neither end the run of all scenarios nor keep the terminal by never giving control back.
beforeFirstPlugin(async () => {
  reportExits()
  rememberBuiltIns([
    ['process', process, ['exit', 'emit', 'on', 'nextTick', 'hrtime', 'cwd']],
    ['process.stdout', process.stdout, ['write']],
    ['process.stderr', process.stderr, ['write']],
  ])
  await (await import('./watchdog.ts')).watchPlugins(shell, ours, isReported)
})

// Nothing of ours is left to wait for; a plugin that forgot a timer must not keep the terminal.
let answered = false
process.on('exit', (code) => {
  if (!answered && code === 0) process.exitCode = 70
})
const executed = isWorker
  ? import('./worker.ts').then(({ work }) =>
      work(shell, {
        interrupt: () => interruption.abort(),
        onFatal: (report) => {
          reportFatal = report
        },
      }),
    )
  : execute(process.argv.slice(2), shell)
void executed.then((code) => {
  answered = true
  leave(code)
})
