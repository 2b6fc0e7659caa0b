import { outline } from '../pipeline.ts'
import type { SuiteHost, SuiteOptions } from '../suite/options.ts'
import { variantOf } from '../suite/entry.ts'
import { planOf } from '../suite/plan.ts'
import { listing } from './listing.ts'
import type { Common } from './options.ts'
import type { Shell } from './shell.ts'
import { reportProblems } from './tools.ts'

/** Prints what a run would run, in its order, and answers the exit code; the seed of a random order goes to standard error. */
export async function listRun(
  common: Pick<Common, 'color'>,
  options: SuiteOptions,
  host: SuiteHost,
  shell: Shell,
): Promise<number> {
  const { services } = host
  const { entries, problems, begun } = await planOf(options, host)
  if (problems.length > 0) await reportProblems(shell, common, problems)
  if (begun.seed !== undefined && entries.length > 0)
    await shell.stderr.write(`random order: --shuffle --seed ${begun.seed}\n`)
  const listed = entries.map((entry) => ({
    file: services.shown(entry.file),
    ...variantOf(entry),
    ...outline(entry.file, services),
  }))
  await shell.stdout.write(listing(listed))
  return problems.some(({ severity }) => severity !== 'warning') ? 2 : 0
}
