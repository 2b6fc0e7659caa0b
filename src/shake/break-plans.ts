import type { BreakKind, Stream } from '../model/shake.ts'
import { shuffledBy } from '../text/shuffled.ts'
import { breakPlaces } from './break-places.ts'
import type { ShakeOptions } from './options.ts'
import { planOfParts } from './parts.ts'
import type { NumberedPlan } from './runs.ts'
import { randomBy } from './random.ts'

/** Each way at each place that matters, in the order of the conversation. The same streams give the same numbers. */
export function plansOfBreaks(kinds: readonly BreakKind[], streams: readonly Stream[]): readonly NumberedPlan[] {
  const plans = kinds.flatMap((what) =>
    streams.flatMap((stream) =>
      breakPlaces(stream, what).flatMap((at) => {
        // Before the first byte it is the same in both directions.
        if (what === 'reset' && at === 0 && stream.direction === 'down') return []
        // Nothing comes behind it.
        if (what === 'latency' && at === stream.length) return []
        const { actor, connection, direction } = stream
        return [planOfParts([{ kind: 'break', stream: { actor, connection, direction }, breaks: { at, what } }])]
      }),
    ),
  )
  return plans.map((plan, index) => ({ plan, run: index + 1 }))
}

/** Those that are run, in this order: all of them, or as many as the seed chooses where there is no room for more. */
export function chosenBreaks(
  { faults = [], plan, run, runs, time, seed }: ShakeOptions,
  streams: readonly Stream[],
): readonly NumberedPlan[] {
  if (plan !== undefined) return [{ plan, run: 1 }]
  const all = plansOfBreaks(faults, streams)
  if (run !== undefined) return all.filter((each) => each.run === run)
  return all.length <= runs && time === undefined ? all : shuffledBy(all, randomBy(seed).draw).slice(0, runs)
}
