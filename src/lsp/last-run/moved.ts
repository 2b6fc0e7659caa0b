/**
 * The line (from 1) that a line of a text had in an earlier version of it, found by the lines that both begin and end with. Undefined
 * for one among those that have changed.
 */
export function movedLine(now: string, before: string, line: number): number | undefined {
  if (now === before) return line
  const ours = now.split('\n')
  const theirs = before.split('\n')
  const shorter = Math.min(ours.length, theirs.length)
  let head = 0
  while (head < shorter && ours[head] === theirs[head]) head += 1
  if (line <= head) return line
  let tail = 0
  while (tail < shorter - head && ours.at(-1 - tail) === theirs.at(-1 - tail)) tail += 1
  return line > ours.length - tail ? line + theirs.length - ours.length : undefined
}
