import { resolve } from 'node:path'
import { byteEscapeFilter, processes, type Actor, type Lane } from '../../src/plugin.ts'
import { ProgramActor, type Program } from './actor.ts'
import { courseOf, type Course } from './daemon.ts'
import { endGroup, type Stop } from './end-group.ts'
import { environment } from './environment.ts'
import { lastWords, type LastWords } from './last-words.ts'
import { locate } from './locate.ts'
import { notReady } from './not-ready.ts'
import { isSignal, type Options } from './options.ts'
import { givenInput, inputOf } from './standard-input.ts'
import { asksFor } from './ready/conditions.ts'
import { readinessOf } from './ready/readiness.ts'
import { readyingOf, type Readying } from './ready/ready.ts'
import type { Found, Watched } from './ready/watch.ts'
import type { Ending, Output, Plan, Running } from './process/running.ts'

const defaultGrace = 8000

/** Starts the program and waits until it is ready. Rejects with a problem: broken when it cannot be started, failed when it left. */
export async function start(options: Options, lane: Lane): Promise<Actor> {
  const readying = readyingOf(options.ready)
  const plan = planOf(options, lane)
  const facts: Record<string, string | number> = {}
  const listeners: Listeners = { stdout: [], stderr: [] }
  const words = lastWords()
  const running = await launchWithInput(options, plan, outputTo(lane, listeners, words), lane)
  const processTree = processes.processTree(running.pid, plan.tag)
  const watching = new AbortController()
  const watched: Watched = {
    running,
    processTree,
    cwd: plan.cwd,
    tmp: () => lane.tmp,
    signal: watching.signal,
    output: (stream, listener) => void listeners[stream].push(listener),
  }
  const ready = { is: false }
  /** The process that counts: its first one, or of a daemon the one that serves. */
  const aliasPid = (): void => {
    const serving = readying.serving(watched)
    const daemon = (): number | undefined => processTree.eldest(serving.length > 0 ? serving : processTree.pids())
    facts['pid'] = (running.left() === undefined ? undefined : daemon()) ?? running.pid
    lane.alias(facts['pid'], 'pid')
  }
  const course = courseOf(
    running,
    processTree,
    {
      possible: readying.places.length > 0,
      isReady: () => ready.is,
      serves: () => readying.serving(watched).length > 0,
      begins: () => ready.is && aliasPid(),
    },
    (words, { ending, last, expected }) => {
      Object.assign(facts, ending === undefined || 'code' in ending ? { exitCode: ending?.code ?? 0 } : ending)
      const place = last ? ({ ends: 'all' } as const) : running.held() ? { outOfBand: true } : {}
      lane.event({ name: 'exit', words, ...place, ...ending, ...(expected ? { expected } : {}) })
    },
  )
  const known = { run: options.run, silent: () => words.line() === undefined, holders: lane.holders?.bind(lane) }
  lane.awaits?.(readinessOf(readying.conditions, watched, known))
  let tooSlow: unknown
  const becomes = readying.becomes(watched).catch((error: unknown) => void (tooSlow = error))
  const outcome = await firstOf(becomes, course, lane.signal)
  watching.abort()
  listeners.stdout.length = listeners.stderr.length = 0
  const stop = stopOf(options)
  if (outcome.ready !== undefined) {
    ready.is = true
    Object.assign(facts, outcome.ready)
    aliasPid()
    aliasDrawnPort(facts['port'], options, lane)
    return new ProgramActor({ lane, options, running, processTree, facts, stop, course })
  }
  const refused = await refusal({ lane, running, processTree, stop, course }, readying, watched, outcome.left, words)
  throw tooSlow ?? refused
}

/** Takes down a program that is not ready. Answers why it is not; how it is killed, and what it had left behind, is left out. */
async function refusal(
  { lane, running, processTree, stop, course }: Omit<Program, 'options' | 'facts'>,
  { conditions, places }: Readying,
  watched: Watched,
  left: Ending | undefined,
  words: LastWords,
): Promise<Error> {
  // The holder of a place is looked up before the program, which may hold it too, is ended.
  const held = places
    .map((place) => ({ place, holders: lane.holders?.(place) ?? [] }))
    .find(({ holders }) => holders.length > 0)
  const holding = new Set(conditions.filter((each) => each.holds(watched)))
  const { gone } = await endGroup(lane.name, running, processTree, { ...stop, grace: 500, killOk: true }, false)
  course.close()
  if (gone) lane.guard?.removeGroup(running.pid)
  return notReady(lane.name, { conditions, holds: (each) => holding.has(each) }, left, words, held)
}

/** A port that the author wrote is the scenario's; one that the program drew differs from run to run. */
function aliasDrawnPort(port: string | number | undefined, options: Options, lane: Lane): void {
  if (port !== undefined && !JSON.stringify(options).includes(String(port))) lane.alias(port, 'port')
}

type Listener = (bytes: Uint8Array | undefined) => void
type Listeners = Readonly<Record<'stdout' | 'stderr', Listener[]>>

function outputTo(lane: Lane, listeners: Listeners, words: LastWords): Output {
  // A program's rows, and whether it is ready, never depend on colours.
  const plain = { stdout: byteEscapeFilter(), stderr: byteEscapeFilter() }
  const report = (bytes: Buffer, stream: 'stdout' | 'stderr'): void => {
    words.received(bytes)
    for (const listener of listeners[stream]) listener(bytes)
  }
  return {
    received(bytes, stream) {
      if (stream === 'stderr') lane.receive(bytes, { stream })
      else lane.receive(bytes)
      report(plain[stream].feed(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)), stream)
    },
    over(stream) {
      report(plain[stream].end(), stream)
      lane.event({ name: 'eof', silent: true, ends: 'stream', ...(stream === 'stderr' ? { stream } : {}) })
      for (const listener of listeners[stream]) listener(undefined)
    },
  }
}

function planOf(options: Options, lane: Lane): Plan {
  const terminal = options.pty !== undefined && options.pty !== false
  const env = environment(lane, options.env, terminal)
  const cwd = resolve(lane.dir, options.cwd ?? '.')
  const tag = processes.newTag()
  const { run } = options
  const written = 'text' in run ? run : { text: run.join(' '), words: run }
  const [name = '', ...args] = options.shell === true ? ['sh', '-c', written.text] : written.words
  return {
    file: locate(name, cwd, env['PATH'] ?? ''),
    name,
    args,
    cwd,
    env,
    stdin: inputOf(options, lane),
    realPipes: options.pipes === 'real',
    third: asksFor(options.ready, 'fd'),
    watched: lane.isWatched?.() === true,
    terminal: (written) => lane.terminal?.(written),
    ...(lane.spectator === undefined ? {} : { spectator: lane.spectator }),
    tmp: () => lane.tmp,
    tag,
    guard: (pid) => lane.guard?.addGroup(pid, tag),
  }
}

/** The same with all of its input, where its options give it. */
async function launchWithInput(options: Options, plan: Plan, output: Output, lane: Lane): Promise<Running> {
  const input = givenInput(options, lane)
  const running = await launch(options, plan, output)
  if (input === undefined) return running
  lane.sent(input)
  running.write(input, 1)
  void running.endInput()
  return running
}

async function launch(options: Options, plan: Plan, output: Output): Promise<Running> {
  if (options.pty === undefined || options.pty === false)
    return (await import('./process/piped.ts')).startPiped(plan, output)
  const size = options.pty === true ? { cols: 80, rows: 24 } : options.pty
  return (await import('./terminal/terminal.ts')).startOnTerminal(plan, size, output)
}

function stopOf({ stop, pty, shell }: Options): Stop {
  const written = typeof stop === 'string' ? { signal: stop } : (stop ?? {})
  // Interactive shells ignore SIGTERM; a terminal that goes away sends SIGHUP.
  const usual = pty === undefined || pty === false ? 'SIGTERM' : 'SIGHUP'
  const signal = written.signal !== undefined && isSignal(written.signal) ? written.signal : usual
  return {
    signal,
    grace: ('grace' in written ? written.grace : undefined) ?? defaultGrace,
    killOk: 'kill' in written && written.kill === 'ok',
    toGroup: shell === true,
  }
}

interface Outcome {
  readonly ready?: Found
  readonly left?: Ending
}

/** What comes first: it is ready, it has left (a daemon: its last process has), or it is not waited for any more. */
async function firstOf(
  ready: Promise<Found | undefined | void>,
  { over }: Course,
  signal: AbortSignal,
): Promise<Outcome> {
  const given = new Promise<Outcome>((resolve) => {
    if (signal.aborted) resolve({})
    signal.addEventListener('abort', () => resolve({}), { once: true })
  })
  const becomes = ready.then((found): Outcome => (found === undefined ? {} : { ready: found }))
  // Its last output may be what makes it ready: what was received counts before the end does.
  const left = over.then(
    async (ending): Promise<Outcome> => (await Promise.race([becomes, turn()])) ?? { left: ending },
  )
  return Promise.race([becomes, given, left])
}

const turn = () => new Promise<undefined>((resolve) => void setImmediate(() => resolve(undefined)))
