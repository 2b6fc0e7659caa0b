import type { RawRow } from '../model/event.ts'
import { isOnLane } from '../text/lane-names.ts'

/** stdout rows stand before stderr rows; what happened stands after what was received. */
const places: Readonly<Record<string, number>> = { '|': 0, '~': 1, '!': 2 }
const placeOf = (row: RawRow): number => places[row.mark] ?? 3

/**
 * The scenario with the unread rows of `rows: sorted` actors, each of their connections by itself, in the order of their keys instead of their arrival. Every other
 * row stays where it is.
 */
export function withSortedTails(
  rows: readonly RawRow[],
  sorted: readonly string[],
  keyOf: (row: RawRow) => string,
): readonly RawRow[] {
  if (sorted.length === 0) return rows
  const result = [...rows]
  const slotsOf = new Map<string, number[]>()
  for (const [index, { step, lane }] of rows.entries()) {
    if (step !== -1 || !sorted.some((name) => isOnLane(lane, name))) continue
    const slots = slotsOf.get(lane)
    if (slots === undefined) slotsOf.set(lane, [index])
    else slots.push(index)
  }
  for (const slots of slotsOf.values()) {
    const keyed = slots.map((slot) => {
      const row = rows[slot] as RawRow
      return { row, place: placeOf(row), key: placeOf(row) === 3 ? '' : keyOf(row) }
    })
    keyed.sort((a, b) => a.place - b.place || compareText(a.key, b.key))
    for (const [index, { row }] of keyed.entries()) result[slots[index] as number] = row
  }
  return result
}

/** By code units, so that the order is the same in every locale. */
function compareText(a: string, b: string): number {
  if (a === b) return 0
  return a < b ? -1 : 1
}
