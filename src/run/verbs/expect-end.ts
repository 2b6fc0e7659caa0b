import type { Failure } from '../../model/result.ts'
import type { Expecting } from '../../language/verbs/expect.ts'
import type { RunContext } from '../context/run-context.ts'
import { untilIdle } from '../idle/until-idle.ts'
import type { Waiting } from './expect-lanes.ts'
import { outOfOrder } from './expect-order.ts'
import { takeOpen } from './expect-open.ts'
import { passIgnored, unwantedOn } from './expect-watches.ts'

/**
 * Everything has come that was expected: what must not have come is looked for now, or once all is idle. Without `until: idle`,
 * what came in a turn before that of the last expectation counts; what came in the same one may as well have come later.
 */
export function endExpect(
  context: RunContext,
  { until, order }: Expecting,
  waits: readonly Waiting[],
): Promise<Failure | undefined> | Failure | undefined {
  const watched = areWatched(waits)
  if (order === undefined && until === undefined && !watched) return undefined
  const disorder = order && outOfOrder(context, order, waits)
  if (disorder !== undefined) {
    stop(waits)
    return disorder
  }
  const whenIdle = until === 'idle' || waits.some(({ watches }) => watches.some(({ unwanted }) => unwanted.whenIdle))
  if (whenIdle) return whenAllIsIdle(context, waits)
  if (!watched) return undefined
  const last = Math.max(...waits.map(({ metAt = 0 }) => metAt))
  return firstUnwanted(context, waits, context.turns?.startOf(last) ?? last)
}

function areWatched(waits: readonly Waiting[]): boolean {
  for (const { watches } of waits) if (watches.length > 0) return true
  return false
}

async function whenAllIsIdle(context: RunContext, waits: readonly Waiting[]): Promise<Failure | undefined> {
  const unfinished = await untilIdle(context)
  if (unfinished !== undefined) {
    stop(waits)
    return unfinished
  }
  for (const waiting of waits) {
    const failure = takeOpen(context, waiting)
    if (failure !== undefined) return failure
  }
  const unwanted = firstUnwanted(context, waits, 'idle')
  if (unwanted === undefined) for (const waiting of waits) passIgnored(waiting)
  return unwanted
}

function firstUnwanted(context: RunContext, waits: readonly Waiting[], until: number | 'idle'): Failure | undefined {
  stop(waits)
  for (const waiting of waits) {
    const failure = unwantedOn(context, waiting, until)
    if (failure !== undefined) return failure
  }
  return undefined
}

function stop(waits: readonly Waiting[]): void {
  for (const { watches } of waits) for (const watch of watches) watch.stop()
}
