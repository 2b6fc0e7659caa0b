import type { Step } from '../../language/scenario.ts'
import { goesByTime } from '../../language/expectations/modifiers.ts'
import { allSteps } from '../../language/steps/traits.ts'
import type { Clock } from './clock.ts'

/** Milliseconds between two beats. */
const period = 2

/**
 * When the event loop went round, for runs that measure time between what they receive. What was read in a late turn may have come
 * at any time since the turn before, and must not be taken for younger than it is.
 */
export class Pulse {
  readonly #clock: Clock
  readonly #beats: number[] = []
  readonly #timer: NodeJS.Timeout

  constructor(clock: Clock) {
    this.#clock = clock
    this.#beats.push(clock.micros())
    this.#timer = setInterval(() => void this.#beats.push(this.#clock.micros()), period)
  }

  /**
   * The earliest that something may have come which was read then, in microseconds: in the turn of a beat the one before it counts,
   * since reading follows timers. While the loop goes round in time, that is when it was read.
   */
  earliest(at: number): number {
    let index = this.#beats.length - 1
    while (index > 0 && (this.#beats[index] as number) > at) index -= 1
    const before = this.#beats[Math.max(0, index - 1)] ?? at
    return at - before > 1000 * 4 * period ? Math.min(at, before) : at
  }

  stop(): void {
    clearInterval(this.#timer)
  }
}

/** True when a modifier of some expectation goes by the time at which rows come. */
export function measuresTime(steps: readonly Step[]): boolean {
  for (const step of allSteps(steps))
    if ('expects' in step && step.expects.some(({ expectations }) => expectations.some(goesByTime))) return true
  return false
}
