import { countUpTo } from '../../src/picture/folded-time.ts'

/** Items [first, end) that are drawn. */
export interface VisibleWindow {
  readonly first: number
  readonly end: number
}

/** Lines above and below that are drawn too, so that a short scroll shows no gap. */
const beyond = 12

/** Of `count` items, those that stand in a view. `offsets` are their upper edges in lines, and the last one's lower edge. */
export function visibleWindow(
  offsets: readonly number[],
  count: number,
  { top, lines }: { readonly top: number; readonly lines: number },
): VisibleWindow {
  const first = Math.max(0, Math.min(count, countUpTo(offsets, top - beyond)) - 1)
  const end = Math.min(count, countUpTo(offsets, top + lines + beyond))
  return { first: Math.min(first, Math.max(0, end - 1)), end }
}
