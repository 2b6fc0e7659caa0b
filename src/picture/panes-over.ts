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
  const picture = layoutPanes(transcript, { columns })
  const scripts = scriptsOf(transcript)
  const bands = [...new Set(picture.panes.map(({ row }) => row))].sort((a, b) => a - b)
  const share = Math.max(leastRows, Math.floor(room / Math.max(1, bands.length)))
  let top = 0
  const panes = bands.flatMap((band) => {
    const beside = picture.panes.filter(({ row }) => row === band)
    const rows = Math.min(share, Math.max(...beside.map((pane) => pane.rows)))
    const row = top
    top += rows
    return beside.map((pane) => ({
      ...pane,
      row,
      rows,
      needs: rowsNeeded(pane, scripts[picture.panes.indexOf(pane)]?.entries.map(({ place }) => place) ?? []),
    }))
  })
  return {
    columns: picture.columns,
    rows: top,
    at: (rows) => ({ columns: picture.columns, rows: top, panes: panes.map((pane) => seenOf(pane, rows)) }),
  }
}

function seenOf({ needs, ...pane }: Pane & { readonly needs: readonly number[] }, rows: number): Pane {
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
