/**
 * Where a key moves the focus in a list of `count` items; undefined for one that does not. `at` is the item with the focus, or
 * undefined, where `open` is the one to begin with.
 */
export function movedFocus(
  key: string,
  {
    at,
    open,
    count,
    page,
  }: { readonly at?: number; readonly open?: number; readonly count: number; readonly page: number },
): number | undefined {
  if (count === 0) return undefined
  const within = (to: number) => Math.max(0, Math.min(count - 1, to))
  const by = { ArrowDown: 1, ArrowUp: -1, PageDown: page, PageUp: -page }[key]
  if (by !== undefined) return at === undefined ? within(open ?? 0) : within(at + by)
  if (key === 'Home') return 0
  return key === 'End' ? count - 1 : undefined
}
