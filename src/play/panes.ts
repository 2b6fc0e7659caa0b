import type { Pane, PaneLine } from '../model/picture.ts'
import type { Styling } from '../model/screen.ts'
import type { Transcript } from '../model/transcript.ts'
import { layoutPanes } from '../picture/layout.ts'
import { scriptsOf } from '../picture/scripts.ts'
import { drawTerminal } from '../picture/terminal.ts'
import type { Palette } from '../text/palette.ts'

/** A pane's frame, and one line in it. */
const leastRows = 3

/**
 * The panes of a conversation as they are when its first `rows` rows have come, in so many lines of a terminal at the most: each pane shows its
 * newest lines. Panes keep their places and widths from row to row.
 */
export function panesAt(
  transcript: Transcript,
  rows: number,
  palette: Palette & Styling,
  { columns, lines: room }: { readonly columns: number; readonly lines: number },
): string[] {
  const picture = layoutPanes(transcript, { columns })
  const scripts = scriptsOf(transcript)
  const bands = [...new Set(picture.panes.map(({ row }) => row))].sort((a, b) => a - b)
  const share = Math.max(leastRows, Math.floor(room / Math.max(1, bands.length)))
  let top = 0
  const panes = bands.flatMap((band) => {
    const beside = picture.panes.filter(({ row }) => row === band)
    const height = Math.min(share, Math.max(...beside.map((pane) => pane.rows)))
    const moved = beside.map((pane): Pane => {
      const places = scripts[picture.panes.indexOf(pane)]?.entries.map(({ place }) => place) ?? []
      const seen = linesSeen(pane, places, rows).slice(-(height - 2))
      return { ...pane, row: top, rows: height, lines: seen.map((line, at) => ({ ...line, row: top + 1 + at })) }
    })
    top += height
    return moved
  })
  const drawn = drawTerminal({ columns: picture.columns, rows: top, panes }, palette)
  return drawn.trimEnd().split('\n').slice(0, room)
}

/** What was started, and what has come; the first line of each row has its clock time. */
function linesSeen({ lines }: Pane, places: readonly number[], rows: number): PaneLine[] {
  let entry = -1
  return lines.filter(({ clock }) => {
    if (clock !== undefined) entry += 1
    return entry === -1 || (places[entry] as number) < rows
  })
}
