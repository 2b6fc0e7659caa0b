import type { Sequence } from './model.ts'

/** A line of the diagram from top to bottom: where a message begins, or where one that took its time arrives. */
export interface Moment {
  /** The index of its message. */
  readonly message: number
  readonly at: number
  /** Its arrival, which stands by itself since something else happened on its way. */
  readonly arrival?: true
}

/** All moments in their order. An arrival that follows its own message at once needs none of its own. */
export function momentsOf({ messages }: Sequence): Moment[] {
  const all: (Moment & { readonly order: number })[] = []
  for (const [message, { at, order, arrived }] of messages.entries()) {
    all.push({ message, at, order })
    if (arrived !== undefined && arrived > at) all.push({ message, at: arrived, order: arrived, arrival: true })
  }
  // What is passed on at once has arrived before.
  all.sort((one, other) => one.order - other.order || Number(other.arrival ?? 0) - Number(one.arrival ?? 0))
  const kept: Moment[] = []
  for (const moment of all) {
    if (moment.arrival === true && kept.at(-1)?.message === moment.message) continue
    kept.push(moment)
  }
  return kept
}
