import type { Pane, PaneLine, Picture } from '../../src/plugin.ts'
import type { Box } from './pixel-box.ts'
import { spansOf, type Span } from './spans.ts'
import { baseline, fontSize, place, rowHeight, type Area } from './units.ts'

/** A part of a picture that is drawn by itself, with the box of pixels that it fills. */
export interface Part {
  readonly box: Box
  /** The same in units of the drawing. */
  readonly area: Area
  /** Panes of the picture with the lines that are seen in it. */
  readonly panes: readonly { readonly pane: Pane; readonly lines: readonly PaneLine[] }[]
}

/** Letters reach out of their rows by less. */
const overhang = 4

/** Where one picture differs from another with panes at the same places: for each pane the rows between its first and last new line. */
export function changedParts(before: Picture, after: Picture, scale: number): Part[] {
  const { spans } = spansOf(after)
  return after.panes.flatMap((pane, index) => {
    const rows = changedRows(before.panes[index] as Pane, pane)
    if (rows === undefined) return []
    const [first, last] = rows
    const { top } = spans.get(pane) as Span
    const box = outward(
      { left: place(pane.column), right: place(pane.column + pane.columns) },
      {
        top: top + baseline(first - pane.row) - fontSize - overhang,
        bottom: top + baseline(last - pane.row) - fontSize + rowHeight + overhang,
      },
      scale,
    )
    const lines = pane.lines.filter(({ row }) => row >= first - 1 && row <= last + 1)
    return [{ ...box, panes: [{ pane, lines }] }]
  })
}

/** The first and the last of the picture's rows in which a pane shows something else. Lines that stay are the same values. */
function changedRows(before: Pane, after: Pane): readonly [number, number] | undefined {
  const [old, now] = [before, after].map(({ lines }) => new Map(lines.map(({ row, runs }) => [row, runs])))
  const rows = [...new Set([...(old?.keys() ?? []), ...(now?.keys() ?? [])])].filter(
    (row) => old?.get(row) !== now?.get(row),
  )
  return rows.length === 0 ? undefined : [Math.min(...rows), Math.max(...rows)]
}

/** Whole pixels, so that the part fits into the whole as it would have been drawn there. */
function outward(
  { left, right }: { readonly left: number; readonly right: number },
  { top, bottom }: { readonly top: number; readonly bottom: number },
  scale: number,
): { readonly box: Box; readonly area: Area } {
  const [x, y] = [Math.floor(left * scale), Math.floor(top * scale)]
  const [width, height] = [Math.ceil(right * scale) - x, Math.ceil(bottom * scale) - y]
  const area = { left: x / scale, top: y / scale, width: width / scale, height: height / scale }
  return { box: { x, y, width, height }, area }
}
