/** So many events on each lane count as neighbours, before and after. */
const many = 4

/** Events of one lane on both sides of another event. */
export interface Around {
  /** Newest first. */
  readonly before: readonly number[]
  /** Oldest first. */
  readonly after: readonly number[]
}

/** Which events stand next to each other on the lanes of a run, while one goes through it. */
export class Neighbours {
  readonly #lanes = new Map<string, { readonly events: number[]; next: number }>()
  readonly #laneOf: (event: number) => string

  constructor(events: Iterable<number>, laneOf: (event: number) => string) {
    this.#laneOf = laneOf
    for (const event of events) {
      const lane = this.#lanes.get(laneOf(event))
      if (lane === undefined) this.#lanes.set(laneOf(event), { events: [event], next: 0 })
      else lane.events.push(event)
    }
  }

  /** On each lane, the last events before this one, newest first, and the next behind it. It is the one behind that of the last call. */
  *around(event: number): Iterable<Around> {
    const own = this.#lanes.get(this.#laneOf(event))
    for (const lane of this.#lanes.values()) {
      const { events, next } = lane
      const after = lane === own ? next + 1 : next
      yield {
        before: events.slice(Math.max(0, next - many), next).reverse(),
        after: events.slice(after, after + many),
      }
    }
    if (own !== undefined) own.next += 1
  }
}
