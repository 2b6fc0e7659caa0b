import type { Row } from '../../src/model/transcript.ts'
import type { PaneRun } from '../../src/model/picture.ts'
import { lookedLines, screenLines, wholeRow } from '../../src/picture/looks.ts'
import { asPrinted, widthOf, wrap } from '../../src/picture/text.ts'

/** Characters of a row that are shown, and searched: a browser lays out no line of a million in time. */
const mostCharacters = 20_000

/** The text of a row as far as it is shown. */
export function shownText(row: Pick<Row, 'text'>): string {
  const text = asPrinted(row.text)
  if (text.length <= mostCharacters) return text
  // Not between the two halves of a character.
  return text.slice(0, mostCharacters).replace(/[\ud800-\udbff]$/, '')
}

/** The same with what is left out of it counted. */
export function shortText(row: Pick<Row, 'text'>): string {
  const more = moreOf(row)
  return more === undefined ? shownText(row) : `${shownText(row)} ${more}`
}

function moreOf(row: Pick<Row, 'text'>): string | undefined {
  const left = asPrinted(row.text).length - shownText(row).length
  return left === 0 ? undefined : `… ${left.toLocaleString('en')} more characters`
}

/** A row as it stands in a pane: lines of runs of one look each. */
export interface RowLine {
  /** Where it begins in the row's text, in UTF-16 units; -1 for a row of a screen, and for what says how much is left out. */
  readonly offset: number
  readonly runs: readonly Pick<PaneRun, 'text' | 'look'>[]
}

/** A row wrapped to so many cells. */
export function rowLines(row: Row, columns: number): RowLine[] {
  const screen = screenLines(row, columns)
  if (screen !== undefined) return screen.map((runs) => ({ offset: -1, runs }))
  const text = shownText(row)
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
  const texts = offsets.map((offset, index) => text.slice(offset, offsets[index + 1]))
  const runs = lookedLines(text, texts, row.styles ?? [], 'received')
  const lines = offsets.map((offset, index) => ({ offset, runs: runs[index] ?? [] }))
  const more = moreOf(row)
  return more === undefined ? lines : [...lines, { offset: -1, runs: [{ text: more }] }]
}

/** How many lines a row takes. */
export function lineCount(row: Row, columns: number): number {
  // No character takes more than two cells, so that nothing short is measured.
  if (row.text.length * 2 <= columns && row.styles === undefined) return 1
  if (row.text.length > mostCharacters) return rowLines(row, columns).length
  return widthOf(wholeRow(row)) <= columns ? 1 : rowLines(row, columns).length
}

/** Where each row begins when they stand one below the other, in lines; behind the last, where that ends. */
export function lineOffsets(rows: readonly Row[], columns: number): number[] {
  let line = 0
  return [0, ...rows.map((row) => (line += lineCount(row, columns)))]
}
