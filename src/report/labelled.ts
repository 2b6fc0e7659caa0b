import type { Palette } from '../text/palette.ts'
import { fitted } from './fit.ts'

/** Labels stand in a column of this width. */
export const labelWidth = 12

/** Lines with a label at the first of them. */
export function labelled(label: string, lines: readonly string[], brush: (text: string) => string): string[] {
  return lines.map((line, index) => {
    const head = index === 0 ? brush(label) + ' '.repeat(labelWidth - label.length) : ' '.repeat(labelWidth)
    return `  ${head}${line}`
  })
}

/** At most so many lines, the last of which counts how many more there are. */
export function shortened(lines: readonly string[], limit: number, what: string): readonly string[] {
  return lines.length <= limit
    ? lines
    : [...lines.slice(0, limit - 1), `… and ${lines.length - limit + 1} more ${what}`]
}

/** What to do, below a problem, in at most so many rows of so many cells. */
export function helpRows(hint: string, palette: Palette, columns: number, rows: number): string[] {
  const [first = '', ...more] = fitted(hint, columns - '  help: '.length, rows)
  return [`  ${palette.cyan('help:')} ${first}`, ...more.map((line) => `        ${line}`)]
}
