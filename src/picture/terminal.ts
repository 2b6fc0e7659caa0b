import type { Pane, PaneLine, PaneRun, Picture } from '../model/picture.ts'
import type { Styling } from '../model/screen.ts'
import type { Palette } from '../text/palette.ts'
import { widthOf } from './text.ts'

const same = (text: string): string => text

/** Draws laid-out panes with box-drawing characters; ends with a newline. Without colours the marks still show whose row it is. */
export function drawTerminal(picture: Picture, palette: Palette & Styling): string {
  const styles: Readonly<Record<PaneRun['style'], (text: string) => string>> = {
    received: same,
    stderr: palette.red,
    sent: palette.green,
    event: palette.cyan,
    note: palette.yellow,
    unfinished: same,
    plain: palette.bold,
  }
  const rows: { column: number; end: number; text: string }[][] = Array.from({ length: picture.rows }, () => [])
  for (const pane of picture.panes) {
    const lines = new Map(pane.lines.map((line) => [line.row, line]))
    for (let row = pane.row; row < pane.row + pane.rows; row++) {
      const text = rowOf(pane, row, lines.get(row))
      rows[row]?.push({ column: pane.column, end: pane.column + pane.columns, text })
    }
  }
  const drawn = rows.map((pieces) => {
    let text = ''
    let column = 0
    for (const piece of pieces.sort((a, b) => a.column - b.column)) {
      text += ' '.repeat(piece.column - column) + piece.text
      column = piece.end
    }
    return text
  })
  return drawn.length === 0 ? '' : `${drawn.join('\n')}\n`

  function drawnRun({ text, style, look }: PaneRun): string {
    return look === undefined ? styles[style](text) : (palette.styled?.(text, look) ?? text)
  }

  function rowOf(pane: Pane, row: number, line: PaneLine | undefined): string {
    const { dim } = palette
    if (row === pane.row) return topOf(pane)
    if (row === pane.row + pane.rows - 1) return dim(`╰${'─'.repeat(pane.columns - 2)}╯`)
    return `${dim('│')} ${contentOf(line, pane.columns - 4)} ${dim('│')}`
  }

  function topOf({ lane, columns }: Pane): string {
    const { dim, bold } = palette
    const room = columns - 5 - widthOf(lane)
    if (lane === '' || room < 0) return dim(`╭${'─'.repeat(columns - 2)}╮`)
    return `${dim('╭─')} ${bold(lane)} ${dim(`${'─'.repeat(room)}╮`)}`
  }

  function contentOf(line: PaneLine | undefined, columns: number): string {
    if (line === undefined) return ' '.repeat(columns)
    const width = line.runs.reduce((sum, run) => sum + widthOf(run.text), 0)
    const blanks = ' '.repeat(Math.max(0, columns - width - (line.clock?.length ?? 0)))
    const text = line.runs.map(drawnRun).join('')
    return text + blanks + (line.clock === undefined ? '' : palette.dim(line.clock))
  }
}
