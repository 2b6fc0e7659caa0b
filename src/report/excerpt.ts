import { cutAround } from '../text/cut.ts'
import { plain, type Palette } from '../text/palette.ts'
import { linesOf, positionOf } from '../text/position.ts'
import { printable } from '../text/printable.ts'
import { paint, underline } from './underline.ts'

export interface ExcerptOptions {
  readonly palette?: Palette
  /** Colours the caret and the marked text; `palette.red` when absent. */
  readonly brush?: (text: string) => string
  /** Lines of context above the marked one. */
  readonly above?: number
  /** Width of the terminal in cells, the gutter included. */
  readonly columns?: number
}

const tabWidth = 2

/**
 * The author's line with carets under [start, end), behind a gutter of line numbers. Offsets are UTF-16 units. A span of several
 * lines is marked on its first one only. Blank lines above are left out at the top.
 */
export function excerpt(text: string, start: number, end: number, options: ExcerptOptions = {}): string {
  const palette = options.palette ?? plain
  const brush = options.brush ?? palette.red
  const lines = linesOf(text)
  const { line, column } = positionOf(text, start)
  const gutter = String(line).length
  const room = (options.columns ?? 100) - gutter - 6
  let first = Math.max(1, line - (options.above ?? 1))
  while (first < line && (lines[first - 1] ?? '').trim() === '') first += 1
  const shown: string[] = []
  for (let number = first; number < line; number += 1) {
    const context = cutAround(laidOut(lines[number - 1] ?? ''), [], room).text
    shown.push(`   ${palette.dim(`${String(number).padStart(gutter)} │ ${context}`)}`)
  }
  const written = lines[line - 1] ?? ''
  const from = column - 1
  const to = Math.max(from, Math.min(from + Math.max(0, end - start), written.trimEnd().length))
  const before = laidOut(written.slice(0, from))
  const range: [number, number] = [before.length, before.length + laidOut(written.slice(from, to)).length]
  const piece = cutAround(laidOut(written), [range], room)
  const carets = underline(piece.text, piece.ranges)
  shown.push(`   ${palette.dim(`${line} │`)} ${paint(piece.text, piece.ranges, palette.bold)}`)
  shown.push(`   ${palette.dim(`${' '.repeat(gutter)} │`)} ${carets.replace(/\^+/g, (run) => brush(run))}`)
  return shown.join('\n')
}

/** Tabs become spaces of one width, so that the carets below stand right; controls are shown. */
function laidOut(line: string): string {
  return printable(line.replaceAll('\t', ' '.repeat(tabWidth)))
}
