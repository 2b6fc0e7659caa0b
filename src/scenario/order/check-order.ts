import type { Problem } from '../../model/problem.ts'
import type { Registry } from '../../model/registry.ts'
import type { Scenario } from '../../language/scenario.ts'
import { noGaps } from '../../language/losses.ts'
import type { Gaps } from '../../language/losses.ts'
import { checkAllTheTime, checkBeforeSteps, checkNeverStarted } from './declarations.ts'
import { checkReachable } from './reachable.ts'
import { flushEcho } from './echo.ts'
import { judgeLife } from './life.ts'
import { judgeSignal } from './signals.ts'
import { walkSteps } from './walk.ts'
import { createWorld } from './world.ts'

/**
 * Walks the story once as it would run and finds what cannot work: names without a value, actors used before their start,
 * verbs their kinds cannot do, connections that are none or could be several, steps that never run. Pure; all problems at once,
 * in the order of the walk. What only the run can tell is let through, and so is what may only follow from the `gaps`: parts that
 * could not be read.
 */
export function checkOrder(scenario: Scenario, registry: Registry, gaps: Gaps = noGaps): Problem[] {
  const world = createWorld(scenario, registry, gaps)
  checkBeforeSteps(world)
  walkSteps(world, scenario.steps)
  for (const member of world.members.values()) {
    flushEcho(world, member)
    judgeLife(world, member)
    judgeSignal(world, member)
  }
  checkAllTheTime(world)
  checkNeverStarted(world)
  checkReachable(world)
  return world.ledger.problems
}
