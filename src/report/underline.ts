import width from 'fast-string-width'

type Ranges = readonly (readonly [number, number])[]

/** A line of carets that stand under the given ranges of `text`; empty when there are none. An empty range gets one caret. */
export function underline(text: string, ranges: Ranges, caret = '^'): string {
  let line = ''
  let columns = 0
  for (const [start, end] of ranges) {
    const from = width(text.slice(0, start))
    if (from < columns) continue
    const cells = Math.max(1, width(text.slice(start, end)))
    line += ' '.repeat(from - columns) + caret.repeat(cells)
    columns = from + cells
  }
  return line
}

/** The text with its ranges painted; ranges are in order and do not overlap. */
export function paint(text: string, ranges: Ranges, brush: (text: string) => string): string {
  let painted = ''
  let done = 0
  for (const [start, end] of ranges) {
    if (start < done) continue
    painted += text.slice(done, start)
    if (end > start) painted += brush(text.slice(start, end))
    done = end
  }
  return painted + text.slice(done)
}
