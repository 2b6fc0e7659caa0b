import type { Failure } from '../../model/result.ts'
import { restoreBuiltIns } from '../../registry/built-ins.ts'
import { failing } from '../failure/failing.ts'
import { changedBuiltIn } from './owner.ts'
import type { GuardContext } from '../context/run-context.ts'

/** What was thrown is a bug of ours, unless a plugin has changed what all code uses. */
export function bugOr(context: GuardContext, error: unknown): Failure {
  const changed = restoreBuiltIns()
  context.broken = true
  if (changed !== undefined) return failing(context, 'plugin-error', changedBuiltIn(changed))
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error)
  return failing(context, 'internal-error', `a bug in scenario: ${text}`, {
    hint: 'please report it with this scenario',
  })
}
