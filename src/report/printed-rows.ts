import type { RawRow } from '../model/event.ts'
import { cut, cutMiddle } from '../text/cut.ts'
import type { Palette } from '../text/palette.ts'
import { lastWords } from '../text/stack-lines.ts'
import { receivedLine } from './received.ts'

/** Frames of Java and Go begin with a tab, which stands escaped here. */
const indented = (text: string): string => text.replace(/^(?:\\t)+/, (tabs) => '\t'.repeat(tabs.length / 2))

/**
 * Rows as a report shows them, at most so many: the newest, but of a stack the error's message rather than frames. `before` is how
 * many of them are not shown.
 */
export function printedRows(
  rows: readonly RawRow[],
  palette: Palette,
  room: number,
  limit: number,
): { readonly rows: string[]; readonly before: number } {
  const printed = rows.map(({ mark, text }) =>
    typeof text === 'string' && '|!~'.includes(mark) ? indented(text) : undefined,
  )
  const shown = limit === Infinity ? rows : lastWords(printed, limit).map((index) => rows[index] as RawRow)
  return {
    rows: shown.map((row) => {
      const { mark, text } = receivedLine(row, palette)
      return `${mark} ${limit === Infinity ? text : (row.mark === '!' ? cutMiddle : cut)(text, room - 2)}`
    }),
    before: rows.length - shown.length,
  }
}
