import type { Plan, Stream } from '../model/shake.ts'
import type { ShakeOptions } from './options.ts'
import { planOfRun, plansOfEveryByte } from './plans.ts'

/** A plan, and its number from 1: among the runs of a seed, the cuts of each byte, or the ways to break a connection. */
export interface NumberedPlan {
  readonly plan: Plan
  readonly run: number
}

/** The plans that are asked for, in their order; without an end where only the time ends them. */
export function* plansOf(
  { seed, runs, run: only, plan, everyByte }: ShakeOptions,
  streams: readonly Stream[],
): Generator<NumberedPlan> {
  if (plan !== undefined) yield { plan, run: 1 }
  else if (only !== undefined) yield { plan: planOfRun(seed, only, streams), run: only }
  else if (everyByte === true) {
    let run = 0
    for (const each of plansOfEveryByte(streams).slice(0, runs)) yield { plan: each, run: ++run }
  } else for (let run = 1; run <= runs; run++) yield { plan: planOfRun(seed, run, streams), run }
}

/** What a run is called while it goes on: `run 37 of 200, seed 42`. */
export function attemptNames(
  { seed, runs, run, plan, everyByte, time }: ShakeOptions,
  streams: readonly Stream[],
): (run: number) => string {
  if (plan !== undefined) return () => 'as given'
  if (run !== undefined) return () => `run ${run}, seed ${seed}`
  if (everyByte === true) {
    const all = streams.reduce((sum, { length }) => sum + Math.max(0, length - 1), 0)
    return (number) => `cut ${number} of ${Math.min(all, runs)}`
  }
  return (number) => `run ${number}${time === undefined || runs < Infinity ? ` of ${runs}` : ''}, seed ${seed}`
}
