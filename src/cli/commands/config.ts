import { Redactor } from '../../text/redactor.ts'
import { own } from '../../text/own.ts'
import { alignColumns } from '../../text/tables.ts'
import { inForce } from '../in-force.ts'
import type { ConfigArgs, InForce } from '../in-force.ts'
import { registryWithPlugins } from '../services.ts'
import type { Shell } from '../shell.ts'
import { coloursOf, readVars, reportProblems, toolsFor } from '../tools.ts'

/** Prints what a run in this folder would use, a value on each line, and where it comes from; secrets stay hidden. */
export async function execute(args: ConfigArgs, shell: Shell): Promise<number> {
  const read = readVars(args.var)
  if ('problem' in read) return reportProblems(shell, args, [read.problem])
  const ready = await registryWithPlugins(shell)
  if ('problems' in ready) return reportProblems(shell, args, ready.problems, ready.sources)
  const redactor = new Redactor(
    (args.secret ?? []).map((name) => ({ name, value: read.vars.get(name) ?? own(shell.env, name) ?? '' })),
  )
  const all = inForce(args, shell).map((each) => redactor.hide(each))
  const { configuration } = shell
  const file = configuration === undefined ? undefined : toolsFor(shell).shown(configuration.file)
  await shell.stdout.write(args.json === true ? asJson(all, file) : await asTable(all, file, args, shell))
  return 0
}

const asJson = (settings: readonly InForce[], file: string | undefined): string =>
  `${JSON.stringify({ version: 1, file: file ?? null, settings }, undefined, 2)}\n`

async function asTable(
  all: readonly InForce[],
  file: string | undefined,
  args: ConfigArgs,
  shell: Shell,
): Promise<string> {
  const { bold, dim } = await coloursOf(args, shell)
  const head = file === undefined ? dim('no configuration was found; these are the defaults') : bold(file)
  const rows = alignColumns(all.map(({ key, value, from }) => [key, written(value), from]))
  return `${head}\n\n${rows.map((row) => `${row.trimEnd()}\n`).join('')}`
}

const written = (value: InForce['value']): string =>
  typeof value === 'object' ? (value.length === 0 ? '–' : value.join(', ')) : value === '' ? '""' : String(value)
