/** [start, end) in UTF-16 units, in order. */
export type Ranges = readonly (readonly [start: number, end: number])[]

/** The text cut at its ranges; those that overlap or stand outside of it are clipped. */
export function piecesOf(text: string, ranges: Ranges): readonly (readonly [piece: string, isMarked: boolean])[] {
  const pieces: [string, boolean][] = []
  let done = 0
  const until = (end: number, isMarked: boolean) => {
    if (end > done) pieces.push([text.slice(done, end), isMarked])
    done = Math.max(done, end)
  }
  for (const [start, end] of ranges) {
    until(Math.min(start, text.length), false)
    until(Math.min(end, text.length), true)
  }
  until(text.length, false)
  return pieces
}
