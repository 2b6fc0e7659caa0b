import type { Told } from '../model/event.ts'

/** stdout rows stand before stderr rows; what happened stands after what was heard. */
const places: Readonly<Record<string, number>> = { '|': 0, '~': 1, '!': 2 }
const placeOf = (told: Told): number => places[told.mark] ?? 3

/**
 * The story with the unread rows of `rows: sorted` lanes in the order of their keys instead of their arrival. Every other
 * row stays where it is.
 */
export function withSortedTails(
  rows: readonly Told[],
  sorted: readonly string[],
  keyOf: (told: Told) => string,
): readonly Told[] {
  if (sorted.length === 0) return rows
  const result = [...rows]
  for (const lane of sorted) {
    const slots: number[] = []
    for (const [index, told] of rows.entries()) if (told.step === -1 && told.lane === lane) slots.push(index)
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
