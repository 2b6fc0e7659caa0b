import { Neighbours, type Around } from './neighbours.ts'
import type { Order } from './orders.ts'

/**
 * A way in which a run that failed differs from all that passed, known once `event` has come: an event that none of them has; one that
 * came before `before`, which each of them has earlier; or one that came after `after` and before `before`, as in none of them.
 */
export interface Found {
  /** Its place in the run. */
  readonly index: number
  readonly event: number
  readonly before?: number
  readonly after?: number
}

/** All events of a difference. */
export const eventsOf = ({ event, before, after }: Found): readonly number[] =>
  [event, before, after].filter((one) => one !== undefined)

/** An order of events, by which the place of each can be asked for. */
export interface Indexed extends Order {
  readonly places: ReadonlyMap<number, number>
}

/** The same order, with the place of each event. */
export const indexed = (order: Order): Indexed => ({
  ...order,
  places: new Map(Array.from(order.events, (event, place) => [event, place])),
})

/** So many events are looked at that a run lacks. */
const mostMissing = 500

/**
 * How a run that failed differs from every run that passed, first things first.
 *
 * Two events whose order varies among runs that passed are independent, and their order says nothing. So not the whole order is compared,
 * in which lines of busy lanes would soon be unlike any other run, but the order of two events at a time; and of three, since what breaks
 * in on two others may do so from either side: of two programs that each read and then write, either may be the first.
 */
export function* differencesOf(
  failed: Indexed,
  passed: readonly Indexed[],
  laneOf: (event: number) => string,
): Iterable<Found> {
  const happened = new Set<number>()
  const lagging = passed.map((order) => new Lagging(order, happened))
  const neighbours = new Neighbours(failed.events, laneOf)
  for (const [index, event] of failed.events.entries()) {
    const around = [...neighbours.around(event)]
    const having = lagging.filter(({ order }) => order.places.has(event))
    if (having.length === 0) yield { index, event }
    else {
      const before = earlierInAll(event, having)
      yield* before.map((one) => ({ index, event, before: one }))
      if (before.length === 0) yield* broken({ index, event }, around, passed)
    }
    happened.add(event)
  }
}

/** Whether a run differs in the same way. */
export const isIn = ({ event, before, after }: Found, { places }: Indexed): boolean => {
  const place = places.get(event)
  if (place === undefined) return false
  if (before !== undefined && (places.get(before) ?? Infinity) < place) return false
  return after === undefined || (places.get(after) ?? Infinity) < place
}

/** Two events on one lane that the event came between, as in no run that passed. */
function broken(at: Pick<Found, 'index' | 'event'>, around: readonly Around[], passed: readonly Indexed[]): Found[] {
  return around.flatMap(({ before: earlier, after: later }) =>
    earlier
      .flatMap((after) => later.map((before) => ({ ...at, after, before })))
      .filter((found) => !passed.some((order) => isIn(found, order))),
  )
}

/** What each of these runs had before the event, and the run that failed has not had yet. */
function earlierInAll(event: number, having: readonly Lagging[]): number[] {
  const missing = having.map((one) => one.missingBefore(event))
  const fewest = missing.reduce((one, other) => (other.length < one.length ? other : one))
  return fewest.filter((before) =>
    having.every(({ order: { places } }) => (places.get(before) ?? Infinity) < (places.get(event) as number)),
  )
}

/** A run that passed, and what of it has not happened yet in the run that failed. */
class Lagging {
  readonly order: Indexed
  readonly #happened: ReadonlySet<number>
  /** What it has up to `#next`, and the other run has not had when this was last asked for. */
  #missing: number[] = []
  #next = 0

  constructor(order: Indexed, happened: ReadonlySet<number>) {
    this.order = order
    this.#happened = happened
  }

  missingBefore(event: number): readonly number[] {
    const { events, places } = this.order
    const end = places.get(event) as number
    if (this.#missing.some((one) => this.#happened.has(one)))
      this.#missing = this.#missing.filter((one) => !this.#happened.has(one))
    for (; this.#next < end; this.#next += 1) {
      const one = events[this.#next] as number
      if (!this.#happened.has(one) && this.#missing.length < mostMissing) this.#missing.push(one)
    }
    return this.#missing.filter((one) => (places.get(one) as number) < end)
  }
}
