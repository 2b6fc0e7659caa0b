import type { Expecting } from '../../language/verbs/expect.ts'
import type { Failure } from '../../model/result.ts'
import { isToCome, endpointsOf } from '../context/endpoints.ts'
import { touch, type RunContext, type WaitContext } from '../context/run-context.ts'
import { impossible } from '../expectation/expectation-run.ts'
import { lastChanges } from '../idle/until-idle.ts'
import { addressed } from './addressed.ts'
import { advance, type Hopeless } from './expect-advance.ts'
import { endExpect } from './expect-end.ts'
import { expectationFailure } from './expect-failure.ts'
import { addWaits, type Waiting } from './expect-lanes.ts'
import { ExpectWait } from './expect-wait.ts'

/**
 * `expect`: done when every expectation of the step has been met, in any order between actors and in their own order on each. Each lane
 * wakes only its own expectations.
 */
export function performExpect(
  context: RunContext,
  expected: Expecting,
): Promise<Failure | undefined> | Failure | undefined {
  for (const { target } of expected.expects) if (isToCome(context, target)) return whenHere(context, expected)
  const waits = waitsFor(context, expected)
  let open = 0
  for (const waiting of waits) {
    const failure = advance(context, waiting)
    if (failure !== undefined) return failed(context, waits, failure)
    if (waiting.index < waiting.expectations.length) open += 1
  }
  if (open === 0) return endExpect(context, expected, waits)
  return new ExpectWait(context, waits, open, (outcome) =>
    outcome === undefined ? endExpect(context, expected, waits) : failed(context, waits, outcome),
  ).begin()
}

function failed(
  context: RunContext,
  waits: readonly Waiting[],
  outcome: Failure | Hopeless,
): Promise<Failure | undefined> | Failure {
  for (const { watches } of waits) for (const watch of watches) watch.stop()
  return withEnds(context, outcome)
}

async function whenHere(context: RunContext, expected: Expecting): Promise<Failure | undefined> {
  for (const { target } of expected.expects) {
    const found = isToCome(context, target) ? await addressed(context, target, true) : undefined
    if (found !== undefined && 'failure' in found) return found.failure
  }
  return performExpect(context, expected)
}

/** An actor that has ended gets the row of its end, which comes a moment after its last byte. */
async function withEnds(context: WaitContext, outcome: Failure | Hopeless): Promise<Failure> {
  if ('code' in outcome) return outcome
  await lastChanges(context)
  const { why, code } = impossible(outcome.run)
  return expectationFailure(context, outcome.waiting.endpoint, outcome.run, code, why)
}

function waitsFor(context: RunContext, { expects, order }: Expecting): Waiting[] {
  const waits: Waiting[] = []
  for (const { target, expectations } of expects)
    for (const endpoint of endpointsOf(context, target, true))
      addWaits(context, waits, endpoint, expectations, order !== undefined)
  for (const { endpoint } of waits) {
    touch(context, endpoint.lane)
    endpoint.lane.rows.forget()
  }
  return waits
}
