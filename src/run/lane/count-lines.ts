/** How many lines these bytes are, which end with the terminator; of one that is longer than `longest` each piece is a line. */
export function countLines(bytes: Buffer, terminator: number, longest: number): number {
  let found = 0
  let from = 0
  // Of short lines there are so many that a search for each takes far longer than a look at every byte.
  for (let at = 0; at < bytes.length; at++) {
    if (bytes[at] !== terminator) continue
    found += at + 1 - from > longest ? Math.ceil((at + 1 - from) / longest) : 1
    from = at + 1
  }
  return found
}
