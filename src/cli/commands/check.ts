import type { Problem } from '../../model/problem.ts'
import { check } from '../../pipeline.ts'
import { printProblems } from '../../report/problem.ts'
import { clashesOf } from '../../suite/clashes.ts'
import { entryOf } from '../../suite/entry.ts'
import { selectFiles } from '../../suite/select.ts'
import type { Common, Values, checkFlags } from '../options.ts'
import { columnsOf } from '../shell.ts'
import type { Shell } from '../shell.ts'
import { baseOf, scenariosOf } from '../configured.ts'
import { servicesWithPlugins } from '../services.ts'
import { coloursOf, readVars, reportProblems } from '../tools.ts'

type Args = Common & Values<typeof checkFlags> & { readonly files?: readonly string[] }

export async function execute(args: Args, shell: Shell): Promise<number> {
  const read = readVars(args.var)
  if ('problem' in read) return reportProblems(shell, args, [read.problem])
  const { files, problems: unfound } = await selectFiles(args.files ?? [], shell.cwd, scenariosOf(shell))
  if (unfound.length > 0) return reportProblems(shell, args, unfound)
  const ready = await servicesWithPlugins(shell, read.vars)
  if ('problems' in ready) return reportProblems(shell, args, ready.problems, ready.sources)
  const { services } = ready
  const entries = files.map((file) => entryOf(baseOf(shell), file))
  const clashes = clashesOf(entries, services.shown, scenariosOf(shell))
  const colours = await coloursOf(args, shell)
  const counts = { invalid: 0, errors: 0, warnings: 0 }
  for (const { file, id } of entries) {
    const checked = await check(file, services)
    const errors: Problem[] = [...checked.problems, ...[clashes.get(id) ?? []].flat()]
    if (errors.length > 0) counts.invalid += 1
    counts.errors += errors.length
    counts.warnings += checked.warnings.length
    const found = [...errors, ...checked.warnings]
    if (found.length === 0) continue
    const printed = printProblems(found, (name) => checked.sources.get(name), colours, {
      columns: columnsOf(shell.stdout),
      full: args.verbose === true,
    })
    await shell.stdout.write(`${printed}\n`)
  }
  const brush = counts.invalid > 0 ? colours.red : colours.green
  await shell.stdout.write(`${brush(summaryOf(files.length, counts))}\n`)
  return counts.invalid > 0 ? 2 : 0
}

const some = (count: number, word: string): string => `${count} ${word}${count === 1 ? '' : 's'}`

/** `3 scenarios checked, no problems`; `1 of 3 scenarios invalid: 2 errors, 1 warning`. */
function summaryOf(
  files: number,
  { invalid, errors, warnings }: { invalid: number; errors: number; warnings: number },
): string {
  const found = [
    ...(errors > 0 ? [some(errors, 'error')] : []),
    ...(warnings > 0 ? [some(warnings, 'warning')] : []),
  ].join(', ')
  if (invalid > 0) return `${invalid} of ${some(files, 'scenario')} invalid: ${found}`
  return `${some(files, 'scenario')} checked, ${found === '' ? 'no problems' : found}`
}
