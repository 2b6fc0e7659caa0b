import type { Scenario, Step } from '../../language/scenario.ts'
import { allSteps } from '../../language/steps/traits.ts'

interface Setting {
  readonly scenario: Pick<Scenario, 'limits'>
  readonly host: { readonly timeoutScale?: number }
}

/** Longer timers fire at once: https://nodejs.org/api/timers.html#settimeoutcallback-delay-args */
export const longestTimer = 2 ** 31 - 1

/** Whole milliseconds: 5000 × 0.68 is 3400, and not one more for the rest of a binary fraction. */
const scaled = ({ timeoutScale = 1 }: Setting['host'], milliseconds: number): number =>
  timeoutScale === 1
    ? milliseconds
    : Math.min(longestTimer, Math.ceil(Number((milliseconds * timeoutScale).toFixed(6))))

/** Milliseconds that this step may take; without a step, what each may that has no `within`. */
export const stepDeadline = ({ scenario, host }: Setting, step?: Pick<Step, 'within'>): number =>
  scaled(host, step?.within ?? scenario.limits.step)

/** Milliseconds that the whole scenario may take. */
export const scenarioDeadline = ({ scenario, host }: Setting): number => scaled(host, scenario.limits.scenario)

/** The scale, at most 1, at which every step may still take so many milliseconds, or all the time that it has where that is less. */
export function scaleWithLeast(milliseconds: number, { limits, steps }: Scenario): number {
  let shortest = Math.min(limits.step, limits.scenario)
  for (const { within } of allSteps(steps)) if (within !== undefined) shortest = Math.min(shortest, within)
  return Math.min(1, milliseconds / shortest)
}
