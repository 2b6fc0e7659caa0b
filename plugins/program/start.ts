import { resolve } from 'node:path'
import { processes, refuse, type Actor, type Facts, type Lane } from '../../src/plugin.ts'
import { actorOf } from './actor.ts'
import { endGroup, type Stop } from './end-group.ts'
import { environment } from './environment.ts'
import { lastWords } from './last-words.ts'
import { locate } from './locate.ts'
import { isSignal, type Options } from './options.ts'
import { readinessOf } from './ready/readiness.ts'
import { isListening, readyInWords, watchFor } from './ready/ready.ts'
import type { Watched } from './ready/watch.ts'
import { wordsOf, type Ending, type Output, type Plan, type Running } from './running.ts'

const defaultGrace = 8000

/** Starts the program and waits until it is ready. Rejects with a refusal: broken when it cannot be started, failed when it left. */
export async function start(options: Options, lane: Lane): Promise<Actor> {
  const watch = watchFor(options.ready)
  const plan = planOf(options, lane)
  const facts: Record<string, string | number> = {}
  const listeners = { stdout: [] as Listener[], stderr: [] as Listener[] }
  const words = lastWords()
  const output: Output = {
    heard(bytes, stream) {
      words.heard(bytes)
      if (stream === 'stderr') lane.hear(bytes, { stream })
      else lane.hear(bytes)
      for (const listener of listeners[stream]) listener(bytes)
    },
    over(stream) {
      lane.happened({ name: 'eof', silent: true, ends: 'hearing', ...(stream === 'stderr' ? { stream } : {}) })
      for (const listener of listeners[stream]) listener(undefined)
    },
  }
  const running = await launch(options, plan, output)
  const family = processes.family(running.pid, plan.mark)
  const stop = stopOf(options)
  const announceEnd = async (): Promise<void> => {
    const ending = await running.ended
    Object.assign(facts, 'code' in ending ? { exitCode: ending.code } : { signal: ending.signal })
    lane.happened({ name: 'exit', words: wordsOf(ending), ends: 'all', ...ending })
  }
  void announceEnd()
  const program = { lane, options, running, family, facts, stop }
  const watching = new AbortController()
  const watched: Watched = {
    running,
    family,
    cwd: plan.cwd,
    tmp: () => lane.tmp,
    signal: watching.signal,
    output: (stream, listener) => void listeners[stream].push(listener),
  }
  lane.awaits?.(readinessOf(options, watched, () => words.line() === undefined))
  let tooSlow: unknown
  const becomes = watch(watched).catch((error: unknown) => void (tooSlow = error))
  const outcome = await firstOf(becomes, running, family, lane.signal, options)
  watching.abort()
  listeners.stdout.length = listeners.stderr.length = 0
  if (outcome.ready !== undefined) {
    Object.assign(facts, { ...outcome.ready, pid: running.pid } satisfies Facts)
    lane.alias(running.pid, 'pid')
    // A port that the author wrote is the story's; one that the program drew differs from run to run.
    const { port } = facts
    if (port !== undefined && !JSON.stringify(options).includes(String(port))) lane.alias(port, 'port')
    return actorOf(program)
  }
  // Why it is not ready is told; how it is killed, and whom it had left behind, is not.
  const { gone } = await endGroup(lane.name, running, family, { ...stop, grace: 500, killOk: true })
  if (gone) lane.guard?.removeGroup(running.pid)
  throw tooSlow ?? notReady(lane.name, options, outcome.left, words.line())
}

type Listener = (bytes: Uint8Array | undefined) => void

function planOf(options: Options, lane: Lane): Plan {
  const terminal = options.pty !== undefined && options.pty !== false
  const env = environment(lane.env, options.env, terminal)
  const cwd = resolve(lane.dir, options.cwd ?? '.')
  const mark = processes.newMark()
  const { run } = options
  const written = 'text' in run ? run : { text: run.join(' '), words: run }
  const [name = '', ...args] = options.shell === true ? ['sh', '-c', written.text] : written.words
  return {
    file: locate(name, cwd, env['PATH'] ?? ''),
    name,
    args,
    cwd,
    env,
    stdin: options.stdin ?? 'pipe',
    realPipes: options.pipes === 'real',
    third: typeof options.ready === 'object' && 'fd' in options.ready,
    tmp: () => lane.tmp,
    mark,
    guard: (pid) => lane.guard?.addGroup(pid, mark),
  }
}

async function launch(options: Options, plan: Plan, output: Output): Promise<Running> {
  if (options.pty === undefined || options.pty === false) return (await import('./piped.ts')).startPiped(plan, output)
  const size = options.pty === true ? { cols: 80, rows: 24 } : options.pty
  return (await import('./terminal/terminal.ts')).startOnTerminal(plan, size, output)
}

function stopOf({ stop, pty, shell, ready }: Options): Stop {
  const written = typeof stop === 'string' ? { signal: stop } : (stop ?? {})
  // Interactive shells ignore SIGTERM; a terminal that goes away says SIGHUP.
  const usual = pty === undefined || pty === false ? 'SIGTERM' : 'SIGHUP'
  const signal = written.signal !== undefined && isSignal(written.signal) ? written.signal : usual
  return {
    signal,
    grace: ('grace' in written ? written.grace : undefined) ?? defaultGrace,
    killOk: 'kill' in written && written.kill === 'ok',
    toGroup: shell === true,
    mayGoBackground: isListening(ready),
  }
}

interface Outcome {
  readonly ready?: Readonly<Record<string, string | number>>
  readonly left?: Ending
}

/** What comes first: it is ready, it has left, or it is not waited for any more. */
async function firstOf(
  ready: Promise<Outcome['ready']>,
  running: Running,
  family: processes.Family,
  signal: AbortSignal,
  options: Options,
): Promise<Outcome> {
  const given = new Promise<Outcome>((resolve) => {
    if (signal.aborted) resolve({})
    signal.addEventListener('abort', () => resolve({}), { once: true })
  })
  const becomes = ready.then((found): Outcome => (found === undefined ? {} : { ready: found }))
  const left = running.ended.then((ending): Outcome | Promise<Outcome> => {
    // A server that goes into the background leaves a child that listens later.
    const inBackground =
      isListening(options.ready) && 'code' in ending && ending.code === 0 && family.members().length > 0
    return inBackground ? becomes : { left: ending }
  })
  // Its last output may be what makes it ready: what was heard counts before the end does.
  return Promise.race([
    becomes,
    given,
    left.then(async (outcome) => (await Promise.race([becomes, turn()])) ?? outcome),
  ])
}

const turn = () => new Promise<undefined>((resolve) => void setImmediate(() => resolve(undefined)))

function notReady(name: string, { ready }: Options, left: Ending | undefined, last: string | undefined): Error {
  const said = last === undefined ? 'it said nothing' : `its last words: “${last}”`
  if (left !== undefined) {
    return refuse(
      'not-ready',
      `“${name}” ${wordsOf(left).replace('killed', 'was killed')} before it was ready; ${said}`,
      `it would have been ready when ${readyInWords(ready)}`,
      'failed',
    )
  }
  return refuse(
    'not-ready',
    `“${name}” runs and has not become ready; ${said}`,
    `it is ready when ${readyInWords(ready)}`,
    'failed',
  )
}
