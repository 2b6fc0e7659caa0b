import type { PaneRun } from '../model/picture.ts'
import type { Row } from '../model/transcript.ts'
import { asPrinted } from './text.ts'

/** A row of a screen with the blanks behind its text that a style colours. */
export function wholeRow({ text, styles = [] }: Row): string {
  return text.padEnd(Math.max(0, ...styles.map(({ end }) => end)))
}

/** A row of a screen as runs of one look each; undefined for any other row, and where the text is drawn otherwise than it stands there. */
export function looksOf(row: Row): PaneRun[] | undefined {
  const { text, styles } = row
  if (styles === undefined || asPrinted(text) !== text) return undefined
  const whole = wholeRow(row)
  const runs: PaneRun[] = []
  let at = 0
  const add = (end: number, look?: PaneRun['look']) => {
    if (end > at) runs.push({ text: whole.slice(at, end), style: 'received', ...(look !== undefined && { look }) })
    at = Math.max(at, end)
  }
  for (const { start, end, style } of styles) {
    add(start)
    add(end, style)
  }
  add(whole.length)
  return runs
}
