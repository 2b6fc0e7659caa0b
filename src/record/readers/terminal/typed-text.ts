/** A cursor on one line, as a terminal has it: enough of ECMA-48 for what line editors write while somebody types. */
class Line {
  cells: string[] = []
  at = 0

  put(text: string): void {
    for (const cell of text) {
      if (cell === '\b') this.at = Math.max(0, this.at - 1)
      else if (cell >= ' ' && cell !== '\u007f') this.cells[this.at++] = cell
    }
  }

  control(final: string, count: number): void {
    if (final === 'C') this.at += count
    if (final === 'D') this.at = Math.max(0, this.at - count)
    if (final === 'P') this.cells.splice(this.at, count)
    if (final === '@') this.cells.splice(this.at, 0, ...Array.from({ length: count }, () => ' '))
    if (final === 'K') this.cells.length = Math.min(this.cells.length, this.at)
  }
}

// oxlint-disable-next-line no-control-regex -- sequences begin with ESC
const sequence = /\u001b(?:\[(\??)(\d*)(?:;\d*)*([@-~])|\][^\u0007\u001b]*(?:\u0007|\u001b\\)|[@-Z\\^_=>])/g

/** What stands in a line after its echo was written: characters, those that were erased taken away, without escape sequences. */
export function typedText(echo: string): string {
  const line = new Line()
  let from = 0
  for (const match of echo.matchAll(sequence)) {
    line.put(echo.slice(from, match.index))
    const [, isPrivate, count, final] = match
    if (final !== undefined && isPrivate === '')
      line.control(final, count === '' ? Number(final !== 'K') : Number(count))
    from = match.index + match[0].length
  }
  line.put(echo.slice(from))
  return Array.from(line.cells, (cell) => cell ?? ' ')
    .join('')
    .trimEnd()
}
