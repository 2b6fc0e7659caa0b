import type { ScenarioResult } from '../model/result.ts'
import type { Prepared } from './context.ts'
import { differenceOf } from './difference.ts'
import { confirm, type Confirmed, type Suspect } from './finding.ts'
import { paceOf } from './pace.ts'
import { firstFound } from './pool.ts'
import { reported } from './reported.ts'
import { aboutOf, interruptedResult, passedResult } from './result.ts'
import { attemptNames, plansOf, type NumberedPlan } from './runs.ts'

/** So many findings that come now and then are passed over for one that comes each time. */
const mostUnsteady = 5

type NumberedSuspect = Suspect & { readonly run: number }

/** Runs a scenario under one plan after the other, until one of them makes it differ in each run, or all are done. */
export async function search(prepared: Prepared): Promise<ScenarioResult> {
  const { subject, shaking, context, control, plain } = prepared
  // A generator goes on behind the last plan that was taken from it.
  const plans = plansOf(shaking, control.streams)
  const { atOnce, over } = paceOf(subject, shaking, context)
  const suspectOf = runnerOf(prepared)
  const unsteady: { readonly finding: Confirmed; readonly run: number }[] = []
  for (let runs = 0; ;) {
    const { done, found } = await firstFound(plans, atOnce, suspectOf, over)
    runs += done
    const about = aboutOf(prepared, runs)
    if (context.over()) return interruptedResult(plain, about)
    if (found === undefined) {
      const [first] = unsteady
      return first === undefined ? passedResult(plain, about) : reported(first.finding, first.run, about, context)
    }
    const finding = await confirm(found, context, shaking.plan === undefined)
    if (finding === undefined) return interruptedResult(plain, about)
    if (finding.kind === 'slow') continue
    if (finding.kind !== 'unsteady' || unsteady.length === mostUnsteady)
      return reported(finding, found.run, about, context)
    // Another plan may show the same mistake each time.
    unsteady.push({ finding, run: found.run })
  }
}

/** Runs the scenario under a plan; answers it where the run differs. */
function runnerOf({
  shaking,
  context,
  control,
}: Prepared): (numbered: NumberedPlan) => Promise<NumberedSuspect | undefined> {
  const nameOfAttempt = attemptNames(shaking, control.streams)
  return async ({ plan, run }) => {
    context.announce(nameOfAttempt(run))
    const { result } = await context.run({ plan, patience: context.patience.search })
    const differing = context.over() ? undefined : await differenceOf(result, context.expected)
    return differing === undefined ? undefined : { plan, differing, run }
  }
}
