import { cut } from '../text/cut.ts'
import { wrap } from '../text/wrap.ts'

/** A text as rows of at most so many cells, and at most so many of them: what does not fit is cut off with `…`. */
export function fitted(text: string, columns: number, rows: number): string[] {
  // No more is laid out than can be shown.
  const bounded = rows === Infinity ? text : text.slice(0, columns * (rows + 1) * 2)
  const pieces = wrap(bounded, columns)
  if (pieces.length <= rows) return pieces.map(trimmed)
  const rest = pieces.slice(rows - 1).join('')
  return [...pieces.slice(0, rows - 1), cut(rest, columns)].map(trimmed)
}

/** The blanks at which it was broken stand at neither side. */
const trimmed = (piece: string, index: number): string => (index === 0 ? piece : piece.trimStart()).trimEnd()
