/** Where a text is marked, from `start` to before `end` in UTF-16 units, and as what. */
export interface Range<Mark> {
  readonly start: number
  readonly end: number
  readonly mark: Mark
}

/** A part of a text; without a mark where it is in none of the ranges. */
export interface Piece<Mark> {
  readonly text: string
  readonly mark?: Mark
}

/**
 * The text cut at its ranges, which are in order; those that overlap or stand outside of it are clipped. `offset` is where it begins in the
 * text of which the ranges are.
 */
export function piecesOf<Mark>(text: string, ranges: readonly Range<Mark>[], offset = 0): Piece<Mark>[] {
  const pieces: Piece<Mark>[] = []
  let done = 0
  const until = (edge: number, marked: { readonly mark?: Mark }) => {
    const end = Math.min(edge, text.length)
    if (end > done) pieces.push({ text: text.slice(done, end), ...marked })
    done = Math.max(done, end)
  }
  for (const { start, end, mark } of ranges) {
    until(start - offset, {})
    until(end - offset, { mark })
  }
  until(text.length, {})
  return pieces
}
