import type { RawRow } from '../model/event.ts'
import type { Palette } from '../text/palette.ts'
import { printable, printableBytes } from '../text/printable.ts'

/** A row as a failure shows it: `| Hello client!`, with everything that is not printable escaped. */
export function receivedLine(
  { mark, text, omitted }: RawRow,
  palette: Palette,
): { readonly mark: string; readonly text: string } {
  const brush =
    mark === '!' ? palette.red : mark === '>' ? palette.cyan : mark === '*' || mark === '#' ? palette.yellow : undefined
  const shown = omitted
    ? `… ${omitted.lines} lines (${omitted.bytes} bytes) left out`
    : typeof text === 'string'
      ? printable(text).replace(/ +$/, (blanks) => '\\x20'.repeat(blanks.length))
      : printableBytes(text)
  return { mark: brush === undefined ? mark : brush(mark), text: shown }
}
