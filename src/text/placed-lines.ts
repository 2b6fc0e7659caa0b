/** A line without its end, and where it stands in the text. */
export interface PlacedLine {
  readonly text: string
  readonly start: number
  readonly end: number
}

/** The lines of a text, from a place on. Behind the last line end no line begins; a last line without an end ends where the text does. */
export function placedLines(text: string, from = 0): PlacedLine[] {
  const lines: PlacedLine[] = []
  let start = from
  while (start < text.length) {
    const end = text.indexOf('\n', start)
    const stop = end === -1 ? text.length : end
    lines.push({ text: text.slice(start, stop), start, end: stop })
    if (end === -1) break
    start = end + 1
  }
  return lines
}
