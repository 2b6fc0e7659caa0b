import { accessSync, constants, statSync } from 'node:fs'
import { delimiter, join, resolve } from 'node:path'
import { platform } from 'node:os'
import type { Condition } from '../../model/scenario.ts'
import type { Scenario } from '../../language/scenario.ts'
import { own } from '../../text/own.ts'

const systems: Readonly<Record<string, string>> = { darwin: 'macos', win32: 'windows' }

interface Machine {
  readonly env: Readonly<Record<string, string | undefined>>
  /** The folder of the scenario, absolute. */
  readonly dir: string
}

/** Why this scenario is skipped here, or undefined: every `only` must hold, no `skip` may. */
export function skipReason(scenario: Pick<Scenario, 'only' | 'skip'>, machine: Machine): string | undefined {
  for (const condition of scenario.only) if (!holds(condition, machine)) return reason(condition, false)
  for (const condition of scenario.skip) if (holds(condition, machine)) return reason(condition, true)
  return undefined
}

function holds({ kind, value }: Condition, { env, dir }: Machine): boolean {
  if (kind === 'os') return platform() === value || systems[platform()] === value
  if (kind === 'env') return (own(env, value) ?? '') !== ''
  // As for `run`, a name with a slash is a path, from the scenario's folder unless it is absolute.
  if (value.includes('/')) return isExecutable(resolve(dir, value))
  return (env['PATH'] ?? '').split(delimiter).some((folder) => folder !== '' && isExecutable(join(folder, value)))
}

function reason({ kind, value }: Condition, present: boolean): string {
  if (kind === 'os') return present ? `not for ${value}` : `only for ${value}`
  if (kind === 'env') return `${value} is ${present ? '' : 'not '}set in the environment`
  if (value.includes('/')) return `${present ? 'there is a' : 'there is no'} program “${value}”`
  return `the command “${value}” is ${present ? '' : 'not '}installed`
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return statSync(path).isFile()
  } catch {
    return false
  }
}
