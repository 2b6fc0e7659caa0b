/** `into.push(...more)` for lists of any length: a hundred thousand arguments are too many for a call. */
export function pushAll<Item>(into: Item[], more: Iterable<Item>): void {
  for (const item of more) into.push(item)
}
