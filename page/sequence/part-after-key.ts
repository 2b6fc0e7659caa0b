/** Parts that a page of the diagram is taken for. */
const page = 10

/** Where a key leads from a part; undefined for one that does not move. */
export function partAfterKey(
  { key, ctrlKey, metaKey, altKey }: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey'>,
  at: number,
  count: number,
): number | undefined {
  const by = new Map([
    ['ArrowDown', 1],
    ['ArrowUp', -1],
    ['PageDown', page],
    ['PageUp', -page],
  ]).get(key)
  if (by === undefined || ctrlKey || metaKey || altKey || count === 0) return undefined
  return Math.min(Math.max(0, at + by), count - 1)
}
