import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'
import { platform } from 'node:os'
import type { Condition, Scenario } from '../../model/scenario.ts'
import { own } from '../../text/own.ts'

const systems: Readonly<Record<string, string>> = { darwin: 'macos', win32: 'windows' }

/** Why this scenario is skipped here, or undefined: every `only` must hold, no `skip` may. */
export function skipReason(
  scenario: Pick<Scenario, 'only' | 'skip'>,
  env: Readonly<Record<string, string | undefined>>,
): string | undefined {
  for (const condition of scenario.only) if (!holds(condition, env)) return reason(condition, false)
  for (const condition of scenario.skip) if (holds(condition, env)) return reason(condition, true)
  return undefined
}

function holds({ kind, value }: Condition, env: Readonly<Record<string, string | undefined>>): boolean {
  if (kind === 'os') return platform() === value || systems[platform()] === value
  if (kind === 'env') return (own(env, value) ?? '') !== ''
  return (env['PATH'] ?? '').split(delimiter).some((folder) => folder !== '' && isExecutable(join(folder, value)))
}

function reason({ kind, value }: Condition, present: boolean): string {
  if (kind === 'os') return present ? `not for ${value}` : `only for ${value}`
  if (kind === 'env') return `${value} is ${present ? '' : 'not '}set in the environment`
  return `the command “${value}” is ${present ? '' : 'not '}installed`
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}
