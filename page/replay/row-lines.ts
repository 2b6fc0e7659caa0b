import type { Row } from '../../src/model/transcript.ts'
import type { PaneRun } from '../../src/model/picture.ts'
import { screenLines, wholeRow } from '../../src/picture/looks.ts'
import { asPrinted, widthOf, wrap } from '../../src/picture/text.ts'

/** A row as it stands in a pane: lines of runs of one look each. */
export interface RowLine {
  /** Where it begins in the row's text, in UTF-16 units; -1 for a row of a screen. */
  readonly offset: number
  readonly runs: readonly Pick<PaneRun, 'text' | 'look'>[]
}

/** A row wrapped to so many cells. */
export function rowLines(row: Row, columns: number): RowLine[] {
  const screen = screenLines(row, columns)
  if (screen !== undefined) return screen.map((runs) => ({ offset: -1, runs }))
  const text = asPrinted(row.text)
  const pieces = wrap(text, columns)
  // A blank at the end that does not fit.
  if (pieces.length > 1 && pieces.at(-1) === '') pieces.pop()
  let from = 0
  const offsets = pieces.map((piece) => {
    const offset = text.indexOf(piece, from)
    from = offset + piece.length
    return offset
  })
  // With the blank at which a line is broken, so that the text can be copied as it is.
  return offsets.map((offset, index) => ({ offset, runs: [{ text: text.slice(offset, offsets[index + 1]) }] }))
}

/** How many lines a row takes. */
export function lineCount(row: Row, columns: number): number {
  // No character takes more than two cells, so that nothing short is measured.
  if (row.text.length * 2 <= columns && row.styles === undefined) return 1
  return widthOf(wholeRow(row)) <= columns ? 1 : rowLines(row, columns).length
}

/** Where each row begins when they stand one below the other, in lines; behind the last, where that ends. */
export function lineOffsets(rows: readonly Row[], columns: number): number[] {
  let line = 0
  return [0, ...rows.map((row) => (line += lineCount(row, columns)))]
}
