import { Redactor } from '../../text/redactor.ts'
import { own } from '../../text/own.ts'
import { alignColumns } from '../../text/tables.ts'
import { inForce, inForceOf } from '../in-force.ts'
import type { ConfigArgs, InForce } from '../in-force.ts'
import { callsOf } from '../projects.ts'
import { registryWithPlugins } from '../services.ts'
import type { Shell } from '../shell.ts'
import { coloursOf, readVars, reportProblems, toolsFor } from '../tools.ts'

/** What is in force for one project. */
interface OfProject {
  readonly name: string
  readonly settings: readonly InForce[]
}

/** Prints what a run in this folder would use, a value on each line, and where it comes from; secrets stay hidden. */
export async function execute(args: ConfigArgs, shell: Shell): Promise<number> {
  const projects: OfProject[] = []
  for (const call of callsOf(args, shell)) {
    const read = readVars(call.args.var)
    if ('problem' in read) return reportProblems(shell, args, [read.problem])
    const ready = await registryWithPlugins(call.shell)
    if ('problems' in ready) return reportProblems(shell, args, ready.problems, ready.sources)
    if (call.project !== undefined)
      projects.push({
        name: call.project,
        settings: withoutSecrets(inForceOf(call, ready.registry.reporters), call.args, shell),
      })
  }
  const ready = await registryWithPlugins(shell)
  if ('problems' in ready) return reportProblems(shell, args, ready.problems, ready.sources)
  const all = withoutSecrets(inForce(args, shell, ready.registry.reporters), args, shell)
  const { configuration } = shell
  const file = configuration === undefined ? undefined : toolsFor(shell).shown(configuration.file)
  const text = args.json === true ? asJson(all, projects, file) : await asTables(all, projects, file, args, shell)
  await shell.stdout.write(text)
  return 0
}

function withoutSecrets(settings: readonly InForce[], args: ConfigArgs, { env }: Shell): readonly InForce[] {
  const read = readVars(args.var)
  const vars = 'vars' in read ? read.vars : new Map<string, string>()
  const secrets = (args.secret ?? []).map((name) => ({ name, value: vars.get(name) ?? own(env, name) ?? '' }))
  const redactor = new Redactor(secrets)
  return settings.map((each) => redactor.hide(each))
}

function asJson(settings: readonly InForce[], projects: readonly OfProject[], file: string | undefined): string {
  const all = { version: 1, file: file ?? null, settings, ...(projects.length === 0 ? {} : { projects }) }
  return `${JSON.stringify(all, undefined, 2)}\n`
}

async function asTables(
  all: readonly InForce[],
  projects: readonly OfProject[],
  file: string | undefined,
  args: ConfigArgs,
  shell: Shell,
): Promise<string> {
  const { bold, dim } = await coloursOf(args, shell)
  const head = file === undefined ? dim('no configuration was found; these are the defaults') : bold(file)
  const known = new Set(all.map((each) => JSON.stringify(each)))
  const parts = projects.map(({ name, settings }) => {
    const others = settings.filter((each) => !known.has(JSON.stringify(each)))
    return `\n${bold(`project ${name}`)}\n\n${others.length === 0 ? 'as above\n' : asTable(others)}`
  })
  return `${head}\n\n${asTable(all)}${parts.join('')}`
}

const asTable = (all: readonly InForce[]): string =>
  alignColumns(all.map(({ key, value, from }) => [key, written(value), from]))
    .map((row) => `${row.trimEnd()}\n`)
    .join('')

const written = (value: InForce['value']): string =>
  typeof value === 'object' ? (value.length === 0 ? '–' : value.join(', ')) : value === '' ? '""' : String(value)
