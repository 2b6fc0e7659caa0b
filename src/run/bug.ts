import type { Failure } from '../model/result.ts'
import { mendBuiltIns } from '../registry/built-ins.ts'
import { failing } from './failing.ts'
import { changedBuiltIn } from './guard/owner.ts'
import type { Stage } from './stage/stage.ts'

/** What was thrown is a bug of ours, unless a plugin has changed what all code uses. */
export function bugOr(stage: Stage, error: unknown): Failure {
  const changed = mendBuiltIns()
  stage.broken = true
  if (changed !== undefined) return failing(stage, 'plugin-misbehaved', changedBuiltIn(changed))
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error)
  return failing(stage, 'internal-error', `a bug in scenario: ${text}`, { hint: 'please report it with this scenario' })
}
