import type { Problem } from '../model/problem.ts'
import type { ScenarioResult } from '../model/result.ts'
import { nameOf } from '../report/variant-text.ts'

/** So many are listed; the reporters have all of them. */
const listed = 10

/** A skipped scenario with its reason, for `skippedProblem`. */
export const skippedWhy = (result: ScenarioResult): string => `${nameOf(result)}: ${result.skipped ?? ''}`

/** Of scenarios that were skipped where none may be. */
export function skippedProblem(skipped: readonly string[]): Problem {
  const more = skipped.length > listed ? [`and ${skipped.length - listed} more`] : []
  return {
    code: 'skipped',
    message: `${skipped.length === 1 ? 'a scenario was' : `${skipped.length} scenarios were`} skipped, and --fail-on-skip allows none: ${[...skipped.toSorted().slice(0, listed), ...more].join('; ')}`,
    hint: 'install or set what they need, or leave them out with --tag or --title',
  }
}
