import type { Pane, Picture } from '../model/picture.ts'
import type { Transcript } from '../model/transcript.ts'
import { countUpTo } from './folded-time.ts'
import { layoutPanes } from './layout.ts'
import { scriptsOf } from './scripts.ts'

/** A pane's frame, and one line in it. */
const leastRows = 3

/** The panes of a conversation as it goes on. */
export interface MovingPanes {
  /** Cells of every picture. */
  readonly columns: number
  readonly rows: number
  /** What there is when the first `rows` rows have come. */
  at(rows: number): Picture
}

/**
 * Lays the panes out once, in so many lines at the most (Infinity: as many as they need): each shows its newest lines. Panes keep their
 * places and sizes from row to row.
 */
export function panesOver(
  transcript: Transcript,
  { columns, lines: room }: { readonly columns: number; readonly lines: number },
): MovingPanes {
  const isBounded = Number.isFinite(room)
  const picture = layoutPanes(transcript, { columns, layout: isBounded ? 'bands' : 'columns' })
  const { rows, panes } = isBounded ? inLines(picture, room) : picture
  const scripts = scriptsOf(transcript)
  const placesOf = (index: number) => scripts[index]?.entries.map(({ place }) => place) ?? []
  const needs = picture.panes.map((pane, index) => rowsNeeded(pane, placesOf(index)))
  return {
    columns: picture.columns,
    rows,
    at: (count) => ({
      ...picture,
      rows,
      panes: panes.map((pane, index) => seenOf(pane, needs[index] as number[], count)),
    }),
  }
}

/** The bands of a picture in so many lines, of which each has its share. */
function inLines(picture: Picture, room: number): { readonly rows: number; readonly panes: readonly Pane[] } {
  const bands = [...new Set(picture.panes.map(({ row }) => row))].sort((a, b) => a - b)
  const share = Math.max(leastRows, Math.floor(room / Math.max(1, bands.length)))
  let top = 0
  const panes = bands.flatMap((band) => {
    const beside = picture.panes.filter(({ row }) => row === band)
    const rows = Math.min(share, Math.max(...beside.map((pane) => pane.rows)))
    const row = top
    top += rows
    return beside.map((pane) => ({ ...pane, row, rows, filler: 0 }))
  })
  return { rows: top, panes }
}

function seenOf(pane: Pane, needs: readonly number[], rows: number): Pane {
  const room = pane.rows - 2
  const seen = countUpTo(needs, rows)
  const lines = pane.lines.slice(Math.max(0, seen - room), seen)
  return { ...pane, lines: lines.map((line, at) => ({ ...line, row: pane.row + 1 + at })) }
}

/** How many rows must have come for each line to be there: none for what was started. The first line of each row has its clock time. */
function rowsNeeded({ lines }: Pane, places: readonly number[]): number[] {
  let entry = -1
  return lines.map(({ clock }) => {
    if (clock !== undefined) entry += 1
    return entry === -1 ? 0 : (places[entry] as number) + 1
  })
}
