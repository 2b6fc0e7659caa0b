import type { Problem } from '../../model/problem.ts'
import type { Registry } from '../../model/registry.ts'
import type { Scenario } from '../../language/scenario.ts'
import { emptyStep, noGaps } from '../../language/gaps.ts'
import type { Gaps } from '../../language/gaps.ts'
import { checkAllTheTime, checkBeforeSteps, checkNeverStarted } from './declarations.ts'
import { checkReachable } from './reachable.ts'
import { flushEcho } from './echo.ts'
import { walkGap } from './gaps.ts'
import { checkLifetime } from './lifetime.ts'
import { judgeSignal } from './signals.ts'
import { walkSteps } from './walk.ts'
import { openWalk, type WalkState } from './walk-state.ts'

/**
 * Walks the scenario once as it would run and finds what cannot work: names without a value, actors used before their start,
 * verbs their kinds cannot do, connections that are none or could be several, steps that never run. Pure; all problems at once,
 * in the order of the walk. What only the run can decide is let through, and so is what may only follow from the `gaps`: parts that
 * could not be read. `given` are variables that have a value from outside.
 */
export function checkOrder(
  scenario: Scenario,
  registry: Registry,
  gaps: Gaps = noGaps,
  given: readonly string[] = [],
): Problem[] {
  const walk = openWalk(scenario, registry, gaps, given)
  checkBeforeSteps(walk)
  walkSteps(walk, scenario.steps)
  for (const walked of walk.actors.values()) {
    flushEcho(walk, walked)
    checkLifetime(walk, walked)
    judgeSignal(walk, walked)
  }
  checkAllTheTime(walk)
  checkNeverStarted(walk)
  checkReachable(walk)
  walkOnFault(walk)
  return walk.collector.problems
}

/** A fault may strike behind any step, so that any actor may have been started by then, or have ended. */
function walkOnFault(walk: WalkState): void {
  const [first] = walk.scenario.onFault
  if (first === undefined) return
  walkGap(walk, emptyStep(first.span), { words: new Set(walk.actors.keys()), anything: false, targets: [] })
  walkSteps(walk, walk.scenario.onFault)
}
