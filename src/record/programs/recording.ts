import type { Problem } from '../../model/problem.ts'
import type { ByHand } from '../../run/by-hand.ts'
import { defined } from '../../text/defined.ts'
import { listensSomewhere } from '../listens.ts'
import type { SeenProgram, Session } from '../session.ts'
import { rolesOf, type Command } from './commands.ts'
import { SessionLog } from './log.ts'
import { endedEarly } from './ended-early.ts'
import { changedFiles, namedFiles, type NamedFiles } from './named-files.ts'
import { mostOutput, RecordedProgram, type Size } from './program.ts'
import { NextLine } from './next-line.ts'
import { readinessOf } from './readiness.ts'
import { runPrograms, type ProgramsHost } from './run-programs.ts'

/** What whoever drives the recording can do: a person at a terminal, or lines from a pipe. */
export interface Recording {
  readonly programs: readonly RecordedProgram[]
  /** Resolves when all have been started, and those but the last are ready. */
  readonly started: Promise<void>
  /** Resolves when all is idle and who read its terminal before does so again, or that is not so for a long time. */
  idle(): Promise<void>
  note(text: string): void
  /** Microseconds since it began, as events have them. */
  micros(): number
  /** What the terminal of this program shows is to be expected. */
  screen(program: RecordedProgram): void
}

/** Drives a recording; resolves when whoever does it is done. `over` is aborted when all programs have ended, or one cannot start. */
export type Driver = (recording: Recording, over: AbortSignal) => Promise<void>

/** What was seen; without a session nothing could be recorded, and the problems say why. */
export interface Recorded {
  readonly session?: Session
  readonly problems: readonly Problem[]
}

/** Runs these programs on terminals of their own, one after another, until the driver is done or all have ended. */
export async function recordPrograms(
  commands: readonly Command[],
  size: Size,
  host: ProgramsHost,
  drive: Driver,
): Promise<Recorded> {
  let session: Session | undefined
  let unstarted: Problem | undefined
  const wall = host.host.wall().toISOString()
  const before = namedFiles(
    commands.map(({ words }) => words),
    host.cwd,
  )
  const problems = await runPrograms(commands, size, host, async (run) => {
    const log = new SessionLog(() => run.micros())
    const programs = commands.map((command) => new RecordedProgram(run, log, command, size))
    const over = new AbortController()
    const interrupted = () => over.abort()
    host.host.signal.addEventListener('abort', interrupted)
    if (host.host.signal.aborted) over.abort()
    const start = startAll(programs, run, log, over.signal).then((problem) => {
      unstarted = problem
      if (problem !== undefined) over.abort()
    })
    for (const program of programs)
      program.ended = () => programs.every(({ running, ending }) => !running && ending !== undefined) && over.abort()
    const nextLine = new NextLine(run, programs, over.signal)
    const recording: Recording = {
      programs,
      started: start,
      idle: () => nextLine.ready(),
      note: (text) => log.add({ type: 'note', text }),
      micros: () => Math.round(run.micros()),
      screen: (program) => log.add({ type: 'screen', actor: program.actor }),
    }
    await Promise.race([drive(recording, over.signal), aborted(over.signal)])
    over.abort()
    await start
    log.end()
    // Servers are asked to leave as they are used to; the end of its terminal means nothing to many.
    for (const program of programs) if (listensSomewhere(program.ready)) program.signal('SIGTERM')
    host.host.signal.removeEventListener('abort', interrupted)
    session = sessionOf(programs, log, { cwd: host.cwd, wall })
  })
  if (unstarted !== undefined) return { problems: [unstarted, ...problems] }
  return defined({ session: session && withChanged(session, before), problems })
}

/** Starts one after another, each when the one before is ready. Answers why one cannot start. */
async function startAll(
  programs: readonly RecordedProgram[],
  run: ByHand,
  log: SessionLog,
  over: AbortSignal,
): Promise<Problem | undefined> {
  for (const [at, program] of programs.entries()) {
    if (over.aborted) return undefined
    log.add({ type: 'started', actor: program.actor })
    const failure = await run.start(program.actor, program)
    if (failure !== undefined) return withoutSkipping(failure)
    program.started()
    program.ready = await readinessOf(program, run, over)
    const next = programs[at + 1]
    const early = next === undefined || over.aborted ? undefined : endedEarly(program, next)
    if (early !== undefined) return early
    if (at === programs.length - 1) nameByRoles(programs)
  }
  return undefined
}

/** There is no scenario yet that could be skipped. */
const withoutSkipping = ({ hint, ...failure }: Problem): Problem =>
  defined({ ...failure, hint: hint?.replace(/, or skip the scenario.*$/, ', or write the path of its file') })

function nameByRoles(programs: readonly RecordedProgram[]): void {
  const places = programs.map(({ name, ready }) => ({ name, listens: listensSomewhere(ready) }))
  for (const [at, name] of rolesOf(places).entries()) (programs[at] as RecordedProgram).name = name
  for (const program of programs) program.changed()
}

function sessionOf(
  programs: readonly RecordedProgram[],
  log: SessionLog,
  { cwd, wall }: { cwd: string; wall: string },
): Session {
  const named = new Map(programs.map(({ actor, name }) => [actor, name]))
  const actors = programs.map(({ name, words, firstSize, ready }): SeenProgram =>
    defined({ type: 'program' as const, name, command: words, cwd, terminal: firstSize, ready }),
  )
  const events = log.events.map((event) =>
    'actor' in event ? { ...event, actor: named.get(event.actor) ?? event.actor } : event,
  )
  const unseen = programs
    .filter(({ tooMuch }) => tooMuch)
    .map(({ name }) => `“${name}” printed more than ${mostOutput / 1024 / 1024} MiB; what came later is left out.`)
  return { source: 'programs', wall, actors, events, ...(unseen.length === 0 ? {} : { unseen }) }
}

/** With the files that programs have changed, by now. */
const withChanged = (session: Session, before: NamedFiles): Session => ({
  ...session,
  actors: session.actors.map((actor) =>
    actor.type === 'program'
      ? defined({ ...actor, changed: changedFiles(actor.command, before, actor.cwd as string) })
      : actor,
  ),
})

const aborted = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve()
    else signal.addEventListener('abort', () => resolve(), { once: true })
  })
