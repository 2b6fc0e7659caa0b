import type { RawRow } from '../model/event.ts'
import type { Styling } from '../model/screen.ts'
import { cut } from '../text/cut.ts'
import type { Palette } from '../text/palette.ts'
import { printable, printableBytes } from '../text/printable.ts'
import { styledText } from './styled-text.ts'

/**
 * A row as a failure shows it: `| Hello client!`, with everything that is not printable escaped. With `room`, so many cells of it: then a
 * row of a screen has its colours, as far as the palette has them.
 */
export function receivedLine(
  row: RawRow,
  palette: Palette & Styling,
  room?: number,
): { readonly mark: string; readonly text: string } {
  const { mark } = row
  const brush =
    mark === '!' ? palette.red : mark === '>' ? palette.cyan : mark === '*' || mark === '#' ? palette.yellow : undefined
  const text = textOf(row)
  return {
    mark: brush === undefined ? mark : brush(mark),
    text: room === undefined ? text : (withLooks(row, palette, room) ?? cut(text, room)),
  }
}

function textOf({ text, omitted }: RawRow): string {
  if (omitted) return `… ${omitted.lines} lines (${omitted.bytes} bytes) left out`
  return typeof text === 'string'
    ? printable(text).replace(/ +$/, (blanks) => '\\x20'.repeat(blanks.length))
    : printableBytes(text)
}

/** Undefined for a row without styles, or whose text is shown otherwise than it stands there. */
function withLooks({ text, styles }: RawRow, { styled }: Styling, room: number): string | undefined {
  if (styles === undefined || styled === undefined || typeof text !== 'string' || printable(text) !== text)
    return undefined
  return styledText(text, styles, styled, room).drawn
}
