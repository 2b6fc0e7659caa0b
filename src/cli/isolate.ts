import type { SuiteHost, SuiteOptions } from '../suite/options.ts'
import type { Runner } from '../suite/runner.ts'
import { isolated } from '../workers/isolated.ts'
import { callOf } from './call.ts'
import type { Shell } from './shell.ts'

/** What runs scenarios in processes of their own, of this same program. */
export function isolating(shell: Shell, options: SuiteOptions): (host: SuiteHost) => Runner {
  const { program, stderr } = shell
  if (program === undefined) throw new Error('this program cannot start itself again')
  const print = (text: string): void => void stderr.write(text)
  return (host) => isolated(options, host, { ...program, print, flags: callOf(shell, options) })
}
