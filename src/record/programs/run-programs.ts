import { literalText } from '../../authoring/written.ts'
import { check, type Services } from '../../pipeline.ts'
import type { Problem } from '../../model/problem.ts'
import { guard } from '../../kernel/reaper.ts'
import { runByHand, type ByHand } from '../../run/by-hand.ts'
import type { RunHost } from '../../run/context/host.ts'
import type { Command } from './commands.ts'
import type { Size } from './program.ts'

/** Where programs run, and what for. */
export interface ProgramsHost {
  /** The file of the scenario to come, absolute. */
  readonly file: string
  /** Where the commands were written: they run there. */
  readonly cwd: string
  readonly services: Services
  readonly host: RunHost
}

/**
 * A run without steps of these programs, each on a terminal of its own: with the environment, the folder and the teardown that they have
 * in a run of the scenario to come. Answers why it did not begin, or what it left behind.
 */
export async function runPrograms(
  commands: readonly Command[],
  size: Size,
  { file, cwd, services, host }: ProgramsHost,
  work: (run: ByHand) => Promise<void>,
): Promise<readonly Problem[]> {
  const bytes = new TextEncoder().encode(scenarioOf(commands, size, cwd))
  const read: Services['files']['read'] = (path) => (path === file ? { bytes } : services.files.read(path))
  const checked = await check(file, { ...services, files: { ...services.files, read } })
  if (checked.scenario === undefined) return checked.problems
  const reaper = host.reaper ?? guard()
  try {
    const { failure, problems } = await runByHand(checked.scenario, checked.registry, { ...host, reaper }, work)
    return [...(failure === undefined ? [] : [failure]), ...problems]
  } finally {
    if (host.reaper === undefined) reaper.close()
  }
}

/** JSON is YAML. The steps are never done, and how a program is made to leave at the end is not judged. */
function scenarioOf(commands: readonly Command[], size: Size, cwd: string): string {
  const actors = commands.map(({ name, words }) => [
    name,
    { program: { run: words.map(literalText), pty: size, cwd: literalText(cwd), stop: { grace: '2s', kill: 'ok' } } },
  ])
  const steps = commands.map(({ name }) => ({ start: name }))
  return JSON.stringify({ scenario: 'recorded', actors: Object.fromEntries(actors), steps })
}
