import path from 'node:path'
import type { Problem } from '../../model/problem.ts'
import { selectedOf } from '../configured.ts'
import type { Common, Values } from '../options.ts'
import type { recordFlags } from '../record-flags.ts'
import { callsOf } from '../projects.ts'
import { finishRecording } from '../record/finish.ts'
import type { RecordHost } from '../record/host.ts'
import { sessionFrom } from '../record/session-from.ts'
import { scenarioName, titleOf } from '../scenario-name.ts'
import { servicesWithPlugins } from '../services.ts'
import type { Shell } from '../shell.ts'
import { readEnvironment, reportProblems, toolsFor } from '../tools.ts'

type Args = Common & Values<typeof recordFlags> & { readonly name: string; readonly command?: readonly string[] }

/** Code 1 when the scenario is written and does not pass, 2 when nothing can be recorded, 3 when a file cannot be written. */
export async function execute(args: Args, shell: Shell): Promise<number> {
  const prepared = await prepare(args, shell)
  if (typeof prepared === 'number') return prepared
  const recorded = await sessionFrom(args, prepared)
  if ('problems' in recorded) {
    await reportProblems(shell, args, recorded.problems, recorded.sources)
    return recorded.problems.some(({ code }) => invalid.has(code)) ? 2 : 3
  }
  return finishRecording(recorded, args, prepared)
}

/** The call is wrong, or the file of `--from`. */
const invalid = new Set<string>(['usage', 'file-not-found', 'cannot-read', 'recording-unreadable'])

async function prepare(args: Args, shell: Shell): Promise<RecordHost | number> {
  const failed = (problem: Problem) => reportProblems(shell, args, [problem])
  const name = scenarioName(args.name)
  if (name === undefined) return failed(badName(args.name))
  if (!Number.isInteger(args.runs) || args.runs < 1) return failed(badRuns(args.runs))
  const given = readEnvironment(args.env, shell.env)
  if ('problem' in given) return failed(given.problem)
  const secrets = (args.secret ?? []).map((each) => ({ name: each, value: shell.env[each] ?? '' }))
  const unset = secrets.find(({ value }) => value === '')
  if (unset !== undefined) return failed(noSecret(unset.name))
  const { files, shown } = toolsFor(shell)
  // The first project is as good as any where there are several.
  const here = callsOf(args, shell)[0].shell
  const folder = selectedOf(here)
  const file = path.join(folder, `${name}.yaml`)
  const taken = [file, path.join(folder, `${name}.yml`)].find((each) => files.exists(each))
  if (taken !== undefined && args.force !== true) return failed(alreadyThere(shown(taken)))
  const services = await servicesWithPlugins(here)
  if ('problems' in services) return reportProblems(shell, args, services.problems, services.sources)
  return { shell: here, ...services, ...given, file, name, title: args.title ?? titleOf(name), secrets }
}

const badName = (name: string): Problem => ({
  code: 'usage',
  message: `“${name}” cannot name a scenario`,
  hint: 'take letters, digits, - and _, with / for folders below scenarios/',
})

const noSecret = (name: string): Problem => ({
  code: 'usage',
  message: `--secret ${name}: the environment has no such variable, or nothing in it`,
  hint: `${name}=… in front of the command sets it`,
})

const badRuns = (runs: number): Problem => ({
  code: 'usage',
  message: `--runs takes a number from 1 on, and “${runs}” is not one`,
  hint: 'leave it out for 3 runs, or write --no-prove for none',
})

const alreadyThere = (file: string): Problem => ({
  code: 'usage',
  message: `${file} is there already, and nothing is overwritten`,
  hint: 'take another name, or replace it with --force',
})
