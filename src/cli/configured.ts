import path from 'node:path'
import type { Configuration } from '../config/load.ts'
import type { Shell } from './shell.ts'

/** A call with what a configuration and the defaults say where no flag is given. */
export interface Configured {
  readonly args: object
  readonly given: ReadonlySet<string>
  readonly configuration?: Configuration
}

/** The names of the flags that a call has. */
export const givenIn = (args: object): ReadonlySet<string> =>
  new Set(Object.entries(args).flatMap(([name, value]) => (value === undefined ? [] : [name])))

/** The folder of the scenarios, absolute. */
export const scenariosOf = ({ cwd, configuration }: Shell): string =>
  path.resolve(configuration?.folder ?? cwd, configuration?.settings.scenarios?.value ?? 'scenarios')

/** The folder of recordings where no flag names one, absolute. */
export const outOf = ({ cwd, configuration }: Shell): string =>
  path.resolve(configuration?.folder ?? cwd, configuration?.settings.out?.value ?? '.scenario')

/** The folder from which the paths of recordings start: that of the configuration, or the working directory. */
export const baseOf = ({ cwd, configuration }: Shell): string => configuration?.folder ?? cwd
