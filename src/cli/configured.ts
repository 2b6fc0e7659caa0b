import path from 'node:path'
import type { Configuration } from '../config/load.ts'
import { locatePath } from '../registry/load.ts'
import type { ProjectCall, Shell } from './shell.ts'

/** A call with what a configuration and the defaults say where no flag is given. */
export interface Configured {
  readonly args: object
  readonly given: ReadonlySet<string>
  readonly configuration?: Configuration
  /** Where the configuration has projects: the call as each of them has it, of those that it names. */
  readonly projects?: readonly ProjectCall[]
  /** The flags of the call alone. */
  readonly called: object
}

/** The names of the flags that a call has. */
export const givenIn = (args: object): ReadonlySet<string> =>
  new Set(Object.entries(args).flatMap(([name, value]) => (value === undefined ? [] : [name])))

/** The folder whose scenarios are selected where no file is named, absolute. */
export const selectedOf = ({ cwd, configuration }: Shell): string =>
  folderIn(cwd, configuration, configuration?.settings.scenarios?.value)

/**
 * The folder of the scenarios, beside which their transcripts are, absolute. That of all projects where the one of this project is below
 * it, so that a scenario has the same transcript in each.
 */
export function scenariosOf({ cwd, configuration }: Shell): string {
  const selected = folderIn(cwd, configuration, configuration?.settings.scenarios?.value)
  const { project } = configuration ?? {}
  if (project === undefined) return selected
  const around = folderIn(cwd, configuration, project.around.scenarios?.value)
  return selected.startsWith(around + path.sep) ? around : selected
}

const folderIn = (cwd: string, configuration: Configuration | undefined, name = 'scenarios'): string =>
  path.resolve(configuration?.folder ?? cwd, name)

/** The folder of recordings where no flag names one, absolute. */
export const outOf = ({ cwd, configuration }: Shell): string =>
  path.resolve(configuration?.folder ?? cwd, configuration?.settings.out?.value ?? '.scenario')

/** The folder from which the paths of recordings start: that of the configuration, or the working directory. */
export const baseOf = ({ cwd, configuration }: Shell): string => configuration?.folder ?? cwd

/** Absolute paths of what every scenario depends on: the configuration, and the plugins that it names by a path. */
export function sharedFilesOf({ configuration }: Shell): readonly string[] {
  if (configuration === undefined) return []
  const { file, settings } = configuration
  return [file, ...(settings.plugins?.value ?? []).flatMap(({ text }) => locatePath(text, file) ?? [])]
}
