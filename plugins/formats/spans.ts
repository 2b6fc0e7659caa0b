import type { Pane, Picture } from '../../src/plugin.ts'
import { bandGap, border, chrome, xOf, rowHeight, type Size } from './units.ts'

/** Where a pane begins and ends, in units from the top of the picture. */
export interface Span {
  readonly top: number
  readonly bottom: number
}

/**
 * The spans of all panes, and where the last one ends. A frame is higher than its two rows, so that two panes one below the other take
 * more than one pane of as many rows beside them; the last of each stack ends where its band ends.
 */
export function spansOf({ panes }: Pick<Picture, 'panes'>): {
  readonly spans: ReadonlyMap<Pane, Span>
  readonly end: number
} {
  const spans = new Map<Pane, Span>()
  let top = border
  for (const band of groupsBy(panes, ({ band }) => band)) {
    const stacks = groupsBy(band, ({ column }) => column)
    const end = top + Math.max(...stacks.map((stack) => stack.reduce((sum, pane) => sum + heightOf(pane), 0)))
    for (const stack of stacks) {
      let y = top
      for (const pane of stack) {
        const next = pane === stack.at(-1) ? end : y + heightOf(pane)
        spans.set(pane, { top: y, bottom: next - bandGap })
        y = next
      }
    }
    top = end
  }
  return { spans, end: top }
}

/** Of the whole drawing. */
export const sizeOf = (picture: Picture): Size => ({
  width: xOf(picture.columns) + border,
  height: spansOf(picture).end + border,
})

/** With the gap below it. */
const heightOf = ({ rows, filler }: Pane): number => (rows - filler) * rowHeight + chrome

/** Groups from the top, or from the left; of each its members from the top. */
function groupsBy(panes: readonly Pane[], key: (pane: Pane) => number): Pane[][] {
  const groups = new Map<number, Pane[]>()
  for (const pane of [...panes].sort((a, b) => key(a) - key(b) || a.row - b.row)) {
    const group = groups.get(key(pane))
    if (group === undefined) groups.set(key(pane), [pane])
    else group.push(pane)
  }
  return [...groups.values()]
}
