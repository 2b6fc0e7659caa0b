import { plugins } from '../../plugins/index.ts'
import { loadConfiguration } from '../config/load.ts'
import type { Configuration } from '../config/load.ts'
import type { Problem } from '../model/problem.ts'
import { registryOf } from '../pipeline.ts'
import { own } from '../text/own.ts'
import { givenIn } from './configured.ts'
import type { Configured } from './configured.ts'
import { flagValues } from './flag-values.ts'
import { defaultsOf } from './flag.ts'
import type { Flag } from './flag.ts'
import type { Common } from './options.ts'
import { projectsFor, unknownProject } from './projects.ts'
import type { Shell } from './shell.ts'
import { inCi, reportProblems, toolsFor } from './tools.ts'

type Args = Readonly<Record<string, unknown>>

/** The arguments over what these configurations say over the defaults; an exit code where that is wrong, which has been reported. */
export async function configure(
  files: readonly string[],
  flags: Readonly<Record<string, Flag>>,
  called: object,
  shell: Shell,
): Promise<Configured | { readonly code: number }> {
  const common = called as Common & { readonly ci?: unknown }
  if (files.length === 0) {
    const { project = [] } = called as { readonly project?: readonly string[] }
    return {
      code: await reportProblems(
        shell,
        common,
        project.map((name) => unknownProject(name, [])),
      ),
    }
  }
  // That of init names a CI.
  const loaded = await loadHere(files, shell, typeof common.ci === 'boolean' ? common.ci : undefined)
  if ('problems' in loaded) return { code: await reportProblems(shell, common, loaded.problems, loaded.sources, true) }
  const { configuration } = loaded
  const call = argsOver(called, configuration, flags, shell.env)
  const projects = projectsFor(called, configuration, (each) => argsOver(called, each, flags, shell.env))
  // What all projects have from the top is reported once.
  const problems = call.problems.length > 0 ? call.problems : projects.problems
  if (problems.length > 0) return { code: await reportProblems(shell, common, problems, configuration.sources, true) }
  return {
    args: call.args,
    given: givenIn(called),
    called,
    configuration,
    ...(projects.calls.length === 0 ? {} : { projects: projects.calls }),
  }
}

/** A configuration and its projects, without a call; undefined where it is wrong, of which nothing is printed. */
export async function quietly(
  files: readonly string[],
  shell: Shell,
): Promise<Pick<Shell, 'configuration' | 'projects'> | undefined> {
  const loaded = await loadHere(files, shell)
  if ('problems' in loaded) return undefined
  const { configuration } = loaded
  const { calls } = projectsFor({}, configuration, () => ({ args: {}, problems: [] }))
  return { configuration, ...(calls.length === 0 ? {} : { projects: calls }) }
}

function loadHere(files: readonly string[], shell: Shell, ci?: boolean): ReturnType<typeof loadConfiguration> {
  const { files: disk, shown } = toolsFor(shell)
  const read = (file: string): ReturnType<typeof disk.read> => disk.read(file)
  return loadConfiguration(files, { registry: registryOf(plugins), read, shown, inCi: inCi(ci, shell.env) })
}

/** The arguments over what one configuration says over the defaults. */
function argsOver(
  called: object,
  configuration: Configuration,
  flags: Readonly<Record<string, Flag>>,
  env: Shell['env'],
): { readonly args: Args; readonly problems: readonly Problem[] } {
  const { values, problems } = flagValues(configuration, flags, env)
  const given = givenIn(called)
  const used = Object.entries(values).filter(([name]) => !given.has(flags[name]?.givesWayTo ?? ''))
  const args = over({ ...defaultsOf(flags), ...Object.fromEntries(used) }, called as Args, flags)
  return { args: withoutUnset(args, called as Args, env), problems }
}

/** The values of flags over those of a configuration. */
function over(values: Args, called: Args, flags: Readonly<Record<string, Flag>>): Args {
  const all: Record<string, unknown> = { ...values }
  for (const [name, value] of Object.entries(called)) {
    if (value === undefined) continue
    const before = all[name]
    all[name] = flags[name]?.adds === true && Array.isArray(before) ? [...before, ...(value as unknown[])] : value
  }
  return all
}

/** A secret of the configuration that is not set here needs no hiding; one that a flag names is a mistake, which the command reports. */
function withoutUnset(args: Args, called: Args, env: Shell['env']): Args {
  const { secret, var: vars } = args as { readonly secret?: readonly string[]; readonly var?: readonly string[] }
  if (secret === undefined) return args
  const asked = (called['secret'] ?? []) as readonly string[]
  const isSet = (name: string): boolean =>
    (own(env, name) ?? '') !== '' || vars?.some((pair) => pair.startsWith(`${name}=`) && pair !== `${name}=`) === true
  return { ...args, secret: secret.filter((name) => asked.includes(name) || isSet(name)) }
}
