import { anyByte, type Mark, type Place, type RawRow } from '../../model/event.ts'
import { markOfEvent, shownOf } from './in-row.ts'
import type { RunLane } from './lane.ts'
import type { RowPlace } from './lane-rows.ts'
import type { EventItem, Stream } from './stream.ts'

/** Rows of what happened on a lane, and of what steps do there. */

/**
 * Gives the answers of rules that stand at the cursor their rows, before a row of something that came later: they were sent before it,
 * and nothing unread stands before them.
 */
export function addRepliesHere(lane: RunLane): void {
  if (lane.skipped === 'dropped') return
  const { events, window } = lane.main
  for (const item of events) {
    if (item.offset > window.offset || !(item.event.name === 'replied' || item.hasRow || item.silent)) return
    addEventRow(lane, item)
  }
}

/** The row of what a step does itself, at its place behind all that was sent before. */
export function addOwnRow(
  lane: RunLane,
  mark: Mark,
  shown: string | Uint8Array,
  at: number,
  places?: readonly Place[],
): void {
  addRepliesHere(lane)
  lane.rows.row(mark, shown, at, 'main', places && { places })
}

/** The row of what happened out of band: only a failed run has it, since its place is random. */
export const addOutOfBandRow = (lane: RunLane, item: EventItem): void =>
  addEventRow(lane, item, undefined, { outOfBand: true })

/** What rows those events would have that happened out of band, and no step has taken. */
export const outOfBandRows = ({ name, group, outOfBand }: RunLane): RawRow[] =>
  outOfBand
    .filter(({ hasRow, silent }) => !hasRow && !silent)
    .map(({ event, at }) => ({
      lane: group?.lane ?? name,
      mark: markOfEvent(event),
      text: shownOf(event),
      at,
      step: -1,
      ...(group && { instance: group.instance }),
    }))

export function addEventRow(lane: RunLane, item: EventItem, row?: string, more?: Pick<RawRow, 'outOfBand'>): void {
  if (item.hasRow || item.silent) return
  item.hasRow = true
  const place = item.event.ends === 'all' ? 'end' : placeOf(lane, lane.stream(item.event.stream))
  if (row !== undefined) lane.rows.row('*', row, item.at, place)
  else if (item.event.prints !== undefined)
    for (const line of item.event.prints) lane.rows.row('|', line, item.at, place, more)
  else
    lane.rows.row(
      markOfEvent(item.event),
      shownOf(item.event),
      item.at,
      place,
      more === undefined ? openOf(item.event) : { ...openOf(item.event), ...more },
    )
}

const openOf = ({ open }: EventItem['event']): { readonly places: readonly Place[] } | undefined =>
  open && { places: open.map(({ start, end }) => ({ start, end, name: anyByte })) }

export const placeOf = (lane: RunLane, stream: Stream): RowPlace => (stream === lane.main ? 'main' : 'other')
