import type { IBufferCell, IBufferLine } from '@xterm/headless'
import { colourNames, type ScreenRow, type Style, type StyledRun } from '../../../src/plugin.ts'

type Drawn = { -readonly [Name in keyof Style]: Style[Name] }

/**
 * A row of cells as text and runs of one style; `goesOn` is the row below that goes on from it. What is concealed (SGR 8) is blank; a
 * blank cell that nothing colours is a space like any other.
 */
export function rowOf(line: IBufferLine | undefined, goesOn?: IBufferLine): ScreenRow {
  if (line === undefined) return { text: '', wrapped: false, styles: [] }
  const styles: StyledRun[] = []
  let text = ''
  let open: { start: number; style: Style; key: string } | undefined
  const close = (end: number) => {
    if (open !== undefined && open.key !== '{}') styles.push({ start: open.start, end, style: open.style })
    open = undefined
  }
  let cell: IBufferCell | undefined
  // A wide character has two cells.
  for (let column = 0; column < line.length; column += cell?.getWidth() || 1) {
    cell = line.getCell(column, cell)
    if (cell === undefined) continue
    const chars = (cell.isInvisible() === 0 && cell.getChars()) || ' '
    const style = styleOf(cell, chars === ' ')
    const key = JSON.stringify(style)
    if (open?.key !== key) {
      close(text.length)
      open = { start: text.length, style, key }
    }
    text += chars
  }
  close(text.length)
  const shown = text.replace(/ +$/, '')
  const blanks = goesOn === undefined ? 0 : text.length - shown.length - (hadNoRoom(line, goesOn) ? 1 : 0)
  return { text: shown, wrapped: line.isWrapped, styles, ...(blanks > 0 ? { blanks } : {}) }
}

/** A wide character went into the row below, since one cell was left: nothing was ever written to that cell. */
const hadNoRoom = (line: IBufferLine, below: IBufferLine): boolean =>
  below.getCell(0)?.getWidth() === 2 && line.getCell(line.length - 1)?.getChars() === ''

/** A blank shows its background only, and the line under it. */
function styleOf(cell: IBufferCell, blank: boolean): Style {
  const style: Drawn = {}
  const reverse = cell.isInverse() !== 0
  if (!cell.isBgDefault()) style.background = colourOf(cell.getBgColor(), cell.isBgRGB())
  if (reverse) style.reverse = true
  if (cell.isUnderline() !== 0) style.underline = true
  if (!cell.isFgDefault() && (!blank || reverse)) style.color = colourOf(cell.getFgColor(), cell.isFgRGB())
  if (blank) return style
  if (cell.isBold() !== 0) style.bold = true
  if (cell.isDim() !== 0) style.dim = true
  if (cell.isItalic() !== 0) style.italic = true
  return style
}

const colourOf = (colour: number, direct: boolean): string =>
  direct ? `#${colour.toString(16).padStart(6, '0')}` : (colourNames[colour] ?? String(colour))
