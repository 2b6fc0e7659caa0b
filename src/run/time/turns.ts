import type { Registry } from '../../model/registry.ts'
import type { Step } from '../../language/scenario.ts'
import { allSteps } from '../../language/steps/traits.ts'

/**
 * When the turns of the event loop began in which something arrived. What is read in one turn was there before it began, so its order
 * is the order of reading and not of arrival.
 */
export class Turns {
  readonly #began: number[] = []
  #open = false

  /** Something arrives now: microseconds since the start, which it gives back. */
  note(at: number): number {
    if (this.#open) return at
    this.#open = true
    this.#began.push(at)
    setImmediate(() => (this.#open = false))
    return at
  }

  /** The earliest time that is the same as this one, as far as can be known: when its turn began. */
  startOf(at: number): number {
    let index = this.#began.length - 1
    while (index > 0 && this.#began[index]! > at) index -= 1
    return Math.min(this.#began[index] ?? at, at)
  }
}

/** True when some step asks what arrived before what. */
export function comparesArrivals(steps: readonly Step[], { matchers }: Registry): boolean {
  for (const step of allSteps(steps))
    if ('order' in step) return true
    else if ('expects' in step)
      for (const { expectations } of step.expects)
        if (expectations.some(({ name }) => matchers.get(name)?.value.on === 'absence')) return true
  return false
}
