import type { Expectation } from '../../language/expectations/read.ts'
import type { Failure } from '../../model/result.ts'
import type { WaitContext } from '../context/run-context.ts'
import { failing, receivedOn } from '../failure/failing.ts'
import type { Take, Waiting } from './expect-lanes.ts'

interface Arrival extends Take {
  readonly waiting: Waiting
}

/**
 * What an item of `in-order` was met by must not have arrived before what an earlier one was. What is read in one turn of the event
 * loop was there before it began: then nobody knows which came first.
 */
export function outOfOrder(
  context: WaitContext,
  order: readonly (readonly Expectation[])[],
  waits: readonly Waiting[],
): Failure | undefined {
  let latest: Arrival | undefined
  for (const expectations of order) {
    const arrivals = waits.flatMap((waiting) =>
      (waiting.takes ?? []).flatMap((take) => (expectations.includes(take.expectation) ? { ...take, waiting } : [])),
    )
    const [first, ...others] = arrivals
    if (first === undefined) continue
    const earliest = others.reduce((one, other) => (other.at < one.at ? other : one), first)
    if (latest !== undefined && earliest.at < (context.turns?.startOf(latest.at) ?? latest.at))
      return tooEarly(context, earliest, latest)
    latest = arrivals.reduce((one, other) => (other.at > one.at ? other : one), latest ?? first)
  }
  return undefined
}

function tooEarly(context: WaitContext, early: Arrival, late: Arrival): Failure {
  const { endpoint } = early.waiting
  const { name } = late.waiting.endpoint
  return failing(context, 'expectation-violated', `“${endpoint.name}” came to “${early.text}” too early`, {
    ...receivedOn(endpoint),
    span: early.expectation.span,
    wanted: `“${early.text}” not before “${late.text}” of “${name}”`,
    why: `“${late.text}” of “${name}” arrived later`,
  })
}
