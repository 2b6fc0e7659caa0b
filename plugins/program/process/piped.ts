import { closeSync } from 'node:fs'
import type { Readable, Writable } from 'node:stream'
import { processes } from '../../../src/plugin.ts'
import { inputTo } from './input.ts'
import { realPipes } from './real-pipes.ts'
import type { Ending, Output, Plan, Running } from './running.ts'
import { begin, endingOf } from './starter.ts'

/** Once a program has left, its children may hold its pipes: so many milliseconds without a byte, and so many in all, are enough. */
const grace = { quiet: 250, whole: 2000 }

interface Streams {
  readonly stdin?: Writable | undefined
  readonly stdout: Readable
  readonly stderr: Readable
  /** Descriptor 3: what is written there counts before the end does, too. */
  readonly third?: Readable | undefined
}

/** Starts a program on pipes. Rejects with a `ProblemError` when the system will not start it. */
export async function startPiped(plan: Plan, output: Output): Promise<Running> {
  const real = plan.realPipes ? await realPipes(plan.tmp(), plan.stdin === 'pipe') : undefined
  const stdio = real
    ? [real.stdin?.theirs ?? 'ignore', real.stdout.theirs, real.stderr.theirs]
    : [plan.stdin, 'pipe', 'pipe']
  const { child, pid, passed } = await begin(plan, stdio as never).finally(() => {
    for (const ends of real ? [real.stdin, real.stdout, real.stderr] : []) if (ends) closeSync(ends.theirs)
  })
  const third = plan.third ? (child.stdio[3] as Readable) : undefined
  const streams: Streams = real
    ? { stdin: real.stdin?.ours, stdout: real.stdout.ours, stderr: real.stderr.ours, third }
    : { stdin: child.stdin ?? undefined, stdout: child.stdout as Readable, stderr: child.stderr as Readable, third }
  const input = streams.stdin && inputTo(streams.stdin)
  const received = listen(streams, output)
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  let link: string | undefined
  let shows = false
  const begun = passed.then(() => (shows = true))
  return {
    pid,
    passed: begun,
    input: () => (shows ? (link ??= processes.inputOf(pid)) : undefined),
    exited,
    ended: exited.then(() => received.out()).then(() => endingOf(child) as Ending),
    receivedOut: received.out,
    silence: received.close,
    held: received.held,
    left: () => endingOf(child),
    write: (bytes, times) => input?.write(bytes, times),
    endInput: async () => input?.end(),
    unsent: () => input?.unsent() ?? false,
    hangUp: () => void input?.end(),
    ...(third ? { third } : {}),
    release() {
      for (const stream of [streams.stdin, streams.stdout, streams.stderr, third]) stream?.destroy()
    },
  }
}

type Name = 'stdout' | 'stderr' | 'third'

/** Hands on what is read. `out()` resolves when all streams are over, or the program's children have held them long enough. */
function listen(streams: Streams, output: Output): { out(): Promise<void>; close(): void; held(): boolean } {
  const open = new Set<Name>(['stdout', 'stderr'])
  let received = 0
  let wake: (() => void) | undefined
  const over = (name: Name): void => {
    if (!open.delete(name)) return
    if (name !== 'third') output.over(name)
    if (open.size === 0) wake?.()
  }
  for (const name of ['stdout', 'stderr'] as const) {
    const stream = streams[name]
    stream.on('data', (bytes: Buffer) => {
      received++
      // A child may go on talking after the program's end was announced.
      output.received(bytes, name)
    })
    stream.on('error', () => over(name))
    stream.on('close', () => over(name))
  }
  const { third } = streams
  if (third !== undefined) {
    open.add('third')
    third.on('error', () => over('third'))
    third.on('close', () => over('third'))
  }
  return {
    close: () => [...open].forEach(over),
    held: () => open.size > 0,
    out: () =>
      new Promise((resolve) => {
        wake = resolve
        if (open.size === 0) return resolve()
        const patience = { began: performance.now(), received }
        const look = (): void => {
          if (open.size === 0) return
          const goesOn = received !== patience.received && performance.now() - patience.began < grace.whole
          patience.received = received
          if (goesOn) setTimeout(look, grace.quiet)
          else resolve()
        }
        // On a busy machine a timer may fire before bytes that are there already were read: one more turn of polling decides.
        setTimeout(() => setImmediate(look), grace.quiet)
      }),
  }
}
