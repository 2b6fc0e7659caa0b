import type { Pane, PaneLine, Picture } from '../../src/plugin.ts'
import type { Box } from './pixel-box.ts'
import { spansOf, type Span } from './spans.ts'
import { baseline, fontSize, xOf, rowHeight, type Area } from './units.ts'

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

/** A box of pixels in which one picture differs from another, and how what stands there now is made. */
export interface Change {
  readonly box: Box
  /** Pixels of the box from `top` on, so many rows of them, come from `by` rows further down in the picture before. */
  readonly moved?: { readonly top: number; readonly height: number; readonly by: number }
  /** What is drawn. */
  readonly parts: readonly Part[]
}

/** Where one picture differs from another with panes at the same places: for each pane the rows between its first and last new line. */
export function changesOf(before: Picture, after: Picture, scale: number): Change[] {
  const { spans } = spansOf(after)
  return after.panes.flatMap((pane, index) => {
    const old = before.panes[index] as Pane
    const rows = changedRows(old, pane)
    if (rows === undefined) return []
    const place = { pane, top: (spans.get(pane) as Span).top, scale }
    const whole = partOf(rows, place)
    return [scrolled(old, whole, place) ?? { box: whole.box, parts: [whole] }]
  })
}

interface Place {
  readonly pane: Pane
  /** Its upper edge. */
  readonly top: number
  readonly scale: number
}

/** The upper edge of a row. */
const topOf = (row: number, { pane, top }: Place): number => top + baseline(row - pane.row) - fontSize

function partOf([first, last]: readonly [number, number], at: Place): Part {
  const { pane, scale } = at
  const box = outward(
    { left: xOf(pane.column), right: xOf(pane.column + pane.columns) },
    { top: topOf(first, at) - overhang, bottom: topOf(last, at) + rowHeight + overhang },
    scale,
  )
  return { ...box, panes: [{ pane, lines: pane.lines.filter(({ row }) => row >= first - 1 && row <= last + 1) }] }
}

/**
 * Of a full pane to which lines were added: all others have the same pixels further up. Only what is new is drawn, and the lines beside
 * what is new or gone, into which letters of those reach; undefined where pixels would come to stand between two.
 */
function scrolled(before: Pane, { box }: Part, at: Place): Change | undefined {
  const { pane, scale } = at
  const added = before.lines.findIndex(({ runs }) => runs === pane.lines[0]?.runs)
  const kept = before.lines.length - added
  const by = added * rowHeight * scale
  if (added < 1 || kept < leastKept || !Number.isInteger(by)) return undefined
  if (pane.lines.slice(0, kept).some((line, index) => !isMoved(before.lines[index + added], line, added)))
    return undefined
  const rows = pane.lines.map(({ row }) => row)
  const [first, lastKept, last] = [rows[0], rows[kept - 1], rows.at(-1)] as [number, number, number]
  const top = Math.ceil(topOf(first + 1, at) * scale) - box.y
  const bottom = Math.floor(topOf(lastKept, at) * scale) - box.y
  return {
    box,
    moved: { top, height: bottom - top, by },
    parts: [partOf([first, first], at), partOf([lastKept, last], at)],
  }
}

/** Of fewer lines nothing is saved. */
const leastKept = 4

const isMoved = (old: PaneLine | undefined, line: PaneLine, by: number): boolean =>
  old !== undefined && old.runs === line.runs && old.clock === line.clock && old.row === line.row + by

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
