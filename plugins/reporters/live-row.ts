import { receivedLine } from '../../src/plugin.ts'
import type { Colours, LaneInfo, RawRow } from '../../src/plugin.ts'

/** Writes rows of a watched scenario as they come: its time, the lane in its own colour, the mark, the text. */
export function liveRow(
  lanes: readonly LaneInfo[],
  colours: Colours,
  columns: number,
  full = false,
): (row: RawRow) => string {
  const places = new Map(lanes.map(({ lane }, index) => [lane, index]))
  // Rows of a group have the number of their instance.
  const widths = lanes.map(({ lane, count }) => lane.length + (count === undefined ? 0 : `#${count}`.length))
  const width = Math.max(1, ...widths)
  return (row) => {
    const [actor = row.lane] = row.lane.split('#')
    const place = places.get(actor) ?? places.size
    if (!places.has(actor)) places.set(actor, place)
    const lane = row.instance === undefined ? row.lane : `${row.lane}#${row.instance}`
    const room = full ? Infinity : Math.max(20, columns - width - 12)
    const { mark, text } = receivedLine(row, colours, room)
    return `${colours.dim(clock(row.at))}  ${colours.lane(place)(lane.padEnd(width))} ${mark} ${text}\n`
  }
}

/** Microseconds as `00:02.1`: minutes, seconds, tenths. */
export function clock(microseconds: number): string {
  const tenths = Math.floor(microseconds / 100_000)
  const [minutes, rest] = [Math.floor(tenths / 600), tenths % 600]
  return `${String(minutes).padStart(2, '0')}:${String(Math.floor(rest / 10)).padStart(2, '0')}.${rest % 10}`
}
