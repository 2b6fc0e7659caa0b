import { plugins } from '../../plugins/index.ts'
import { registryOf } from '../pipeline.ts'
import type { Services } from '../pipeline.ts'
import { toolsFor } from './tools.ts'
import type { Shell } from './shell.ts'

/** The services of a command that reads scenarios: the built-in plugins and the files of this machine. */
export function servicesFor(shell: Shell, vars: ReadonlyMap<string, string> = new Map()): Services {
  const { files, shown } = toolsFor(shell)
  return { files, shown, builtIn: registryOf(plugins), vars }
}
