import type { Told } from '../model/event.ts'

/** stdout rows stand before stderr rows; what happened stands after what was heard. */
const places: Readonly<Record<string, number>> = { '|': 0, '~': 1, '!': 2 }
const placeOf = (told: Told): number => places[told.mark] ?? 3

/**
 * The story with the unread rows of `rows: sorted` actors, each of their connections by itself, in the order of their keys instead of their arrival. Every other
 * row stays where it is.
 */
export function withSortedTails(
  rows: readonly Told[],
  sorted: readonly string[],
  keyOf: (told: Told) => string,
): readonly Told[] {
  if (sorted.length === 0) return rows
  const result = [...rows]
  const slotsOf = new Map<string, number[]>()
  for (const [index, { step, lane }] of rows.entries()) {
    if (step !== -1 || !sorted.some((name) => lane === name || lane.startsWith(`${name}#`))) continue
    const slots = slotsOf.get(lane)
    if (slots === undefined) slotsOf.set(lane, [index])
    else slots.push(index)
  }
  for (const slots of slotsOf.values()) {
    const keyed = slots.map((slot) => {
      const told = rows[slot] as Told
      return { told, place: placeOf(told), key: placeOf(told) === 3 ? '' : keyOf(told) }
    })
    keyed.sort((a, b) => a.place - b.place || compareText(a.key, b.key))
    for (const [index, { told }] of keyed.entries()) result[slots[index] as number] = told
  }
  return result
}

/** By code units, so that the order is the same in every locale. */
function compareText(a: string, b: string): number {
  if (a === b) return 0
  return a < b ? -1 : 1
}
