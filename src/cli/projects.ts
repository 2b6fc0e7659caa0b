import type { Configuration } from '../config/load.ts'
import { configurationOf } from '../config/of-project.ts'
import type { Problem } from '../model/problem.ts'
import type { ProjectPlace, SuiteOptions } from '../suite/options.ts'
import type { Entry } from '../suite/entry.ts'
import { selectForParts } from '../suite/select-parts.ts'
import { didYouMean } from '../text/suggest.ts'
import { scenariosOf, selectedOf } from './configured.ts'
import type { ProjectCall, Shell } from './shell.ts'

/** A call as it is for one project, or as it is where there are none. */
export interface Call<Args> {
  readonly project?: string
  readonly args: Args
  readonly shell: Shell
}

/** This call for each project that it is for, in their order. */
export function callsOf<Args extends object>(args: Args, shell: Shell): readonly [Call<Args>, ...Call<Args>[]] {
  const { projects = [], ...rest } = shell
  const calls = projects.map(({ args: own, configuration }) => ({
    project: configuration.project!.name,
    args: own as Args,
    shell: { ...rest, configuration },
  }))
  const [first, ...others] = calls
  return first === undefined ? [{ args, shell }] : [first, ...others]
}

/** What a command asks for, of each project that it is for. */
export function placesOf(args: Asked, shell: Shell): readonly Place[] {
  return callsOf(args, shell).map((call) => ({
    // What is named is no flag, which a configuration could set.
    paths: args.files ?? [],
    tags: call.args.tag ?? [],
    ...(call.args.title === undefined ? {} : { title: call.args.title }),
    scenarios: scenariosOf(call.shell),
    ...(call.project === undefined ? {} : { project: projectPlaceOf(call.shell, shell) }),
  }))
}
interface Asked {
  readonly files?: readonly string[]
  readonly tag?: readonly string[] | undefined
  readonly title?: string | undefined
}
type Place = Pick<SuiteOptions, 'paths' | 'tags' | 'title' | 'project'> & { readonly scenarios: string }

/** A scenario as one project has it, and the folder beside which its transcript is; both absolute. */
export interface Named extends Pick<Entry, 'file' | 'project'> {
  readonly scenarios: string
}

/** The scenarios that a word means, in each project that has them; problems where there is none. */
export async function scenariosNamed(
  written: string,
  shell: Shell,
): Promise<{ readonly found: readonly Named[]; readonly problems: readonly Problem[] }> {
  const places = placesOf({ files: [written] }, shell)
  const selections = await selectForParts(places, shell.cwd)
  const found = places.flatMap(({ scenarios, project }, at) =>
    selections[at]!.files.map((file) => ({ file, scenarios, ...(project && { project: project.name }) })),
  )
  return { found, problems: selections.flatMap(({ problems }) => problems) }
}

/** The projects that `--project` names, all without it, each with the arguments that `made` makes. */
export function projectsFor(
  called: object,
  configuration: Configuration,
  made: (configuration: Configuration) => { readonly args: object; readonly problems: readonly Problem[] },
): { readonly calls: readonly ProjectCall[]; readonly problems: readonly Problem[] } {
  const { projects = [] } = configuration
  const { project: asked } = called as { readonly project?: readonly string[] }
  const unknown = (asked ?? []).filter((name) => !projects.some((each) => each.name === name))
  if (unknown.length > 0) return { calls: [], problems: unknown.map((name) => unknownProject(name, projects)) }
  const problems: Problem[] = []
  const calls = projects
    .filter(({ name }) => asked === undefined || asked.includes(name))
    .map((project) => {
      const each = configurationOf(configuration, project)
      const { args, problems: found } = made(each)
      problems.push(...found)
      return { args, configuration: each }
    })
  return { calls, problems }
}

/** Where the scenarios of one project are; `around` has the configuration with all of them. */
export function projectPlaceOf(shell: Shell, around: Shell): ProjectPlace {
  const { name, own } = shell.configuration!.project!
  const configuration = around.configuration!
  const folders = configuration.projects!.map((each) =>
    selectedOf({ ...around, configuration: configurationOf(configuration, each) }),
  )
  const tags = (own.tags?.value ?? []).map(({ text }) => text)
  const title = own.title === undefined ? {} : { title: own.title.value }
  return { name, folder: selectedOf(shell), folders, own: { tags, ...title } }
}

/** What a call says that names a project which is not there. */
export function unknownProject(name: string, projects: readonly { readonly name: string }[]): Problem {
  const names = projects.map((project) => project.name)
  const hint = didYouMean(name, names, 'there are') ?? 'a configuration has them under “projects”'
  return { code: 'unknown-project', message: `there is no project “${name}”`, hint }
}
