import type { Problem } from '../../model/problem.ts'
import { check, type Services } from '../../pipeline.ts'
import { printProblems } from '../../report/problem.ts'
import { clashesOf } from '../../suite/clashes.ts'
import { entryOf, type Entry } from '../../suite/entry.ts'
import { withOutline } from '../../suite/filter-part.ts'
import { withValues } from '../../suite/matrix.ts'
import { selectForParts } from '../../suite/select-parts.ts'
import { counted } from '../../text/counted.ts'
import { groups } from '../../text/groups.ts'
import type { Common, Values, checkFlags } from '../options.ts'
import { columnsOf } from '../shell.ts'
import type { Shell } from '../shell.ts'
import { baseOf, scenariosOf } from '../configured.ts'
import { matrixOf } from '../matrix.ts'
import { callsOf, placesOf } from '../projects.ts'
import { servicesWithPlugins } from '../services.ts'
import { coloursOf, readVars, reportProblems, toolsFor } from '../tools.ts'

type Args = Common & Values<typeof checkFlags> & { readonly files?: readonly string[] }

export async function execute(args: Args, shell: Shell): Promise<number> {
  const made = await toCheck(args, shell)
  if ('code' in made) return made.code
  const { entries, problems } = made
  const colours = await coloursOf(args, shell)
  const options = { columns: columnsOf(shell.stdout), full: args.verbose === true }
  const counts = { invalid: 0, errors: 0, warnings: 0 }
  for (const ofFile of groups(entries, ({ file }) => file)) {
    const pages = []
    for (const { file, id, project, services } of ofFile) {
      const checked = await check(file, services)
      const errors: Problem[] = [...checked.problems, ...[problems.get(id) ?? []].flat()]
      if (errors.length > 0) counts.invalid += 1
      counts.errors += errors.length
      counts.warnings += checked.warnings.length
      const found = [...errors, ...checked.warnings]
      const text = found.length === 0 ? '' : printProblems(found, (name) => checked.sources.get(name), colours, options)
      pages.push({ text, project })
    }
    for (const same of groups(pages, ({ text }) => text)) {
      const [{ text }] = same
      // What holds in all projects needs no name.
      const names = same.length === pages.length ? [] : same.flatMap(({ project }) => project ?? [])
      const head = names.length === 0 ? '' : `${colours.dim(`project ${names.join(', ')}`)}\n`
      if (text !== '') await shell.stdout.write(`${head}${text}\n`)
    }
  }
  const brush = counts.invalid > 0 ? colours.red : colours.green
  await shell.stdout.write(`${brush(summaryOf(entries.length, counts))}\n`)
  return counts.invalid > 0 ? 2 : 0
}

interface ToCheck extends Entry {
  readonly services: Services
  readonly scenarios: string
}

/** What is checked with the services of its project; an exit code where a call or a configuration is wrong, which has been reported. */
async function toCheck(
  args: Args,
  shell: Shell,
): Promise<
  { readonly entries: readonly ToCheck[]; readonly problems: ReadonlyMap<string, Problem> } | { readonly code: number }
> {
  const places = placesOf(args, shell)
  const selections = await selectForParts(places, shell.cwd)
  const unfound = selections.flatMap((each) => each.problems)
  if (unfound.length > 0) return { code: await reportProblems(shell, args, unfound) }
  const entries: ToCheck[] = []
  for (const [at, call] of callsOf(args, shell).entries()) {
    const read = readVars(call.args.var)
    if ('problem' in read) return { code: await reportProblems(shell, args, [read.problem]) }
    const ready = await servicesWithPlugins(call.shell, read.vars)
    if ('problems' in ready) return { code: await reportProblems(shell, args, ready.problems, ready.sources) }
    const crossed = matrixOf(args.matrix, call.shell.configuration?.settings)
    if ('problem' in crossed) return { code: await reportProblems(shell, args, [crossed.problem]) }
    const { matrix } = crossed
    const services = matrix === undefined ? ready.services : withValues(ready.services, matrix)
    const left = withOutline(places[at]!, selections[at]!.files, services)
    if ('problem' in left) return { code: await reportProblems(shell, args, [left.problem]) }
    const variant = call.project === undefined ? {} : { project: call.project }
    const scenarios = scenariosOf(call.shell)
    for (const file of left.files) entries.push({ ...entryOf(baseOf(shell), file, variant), services, scenarios })
  }
  const homes = new Map(entries.map(({ id, scenarios }) => [id, scenarios]))
  return { entries, problems: clashesOf(entries, toolsFor(shell).shown, ({ id }) => ({ scenarios: homes.get(id)! })) }
}

/** `3 scenarios checked, no problems`; `1 of 3 scenarios invalid: 2 errors, 1 warning`. */
function summaryOf(
  files: number,
  { invalid, errors, warnings }: { invalid: number; errors: number; warnings: number },
): string {
  const found = [
    ...(errors > 0 ? [counted(errors, 'error')] : []),
    ...(warnings > 0 ? [counted(warnings, 'warning')] : []),
  ].join(', ')
  if (invalid > 0) return `${invalid} of ${counted(files, 'scenario')} invalid: ${found}`
  return `${counted(files, 'scenario')} checked, ${found === '' ? 'no problems' : found}`
}
