import type { Screen } from '../../model/screen.ts'
import { withStyle } from '../../report/sgr.ts'
import { styledRuns, withStyledBlanks } from '../../text/styled-runs.ts'

/** The rows of a program's screen as they are drawn on another terminal, so many of them. */
export function screenLines({ rows }: Screen, count: number): string[] {
  const lines = rows.slice(0, count).map(({ text, styles }) => {
    if (styles.length === 0) return text
    const runs = styledRuns(withStyledBlanks(text, styles), styles)
    return runs.map((run) => (run.style === undefined ? run.text : withStyle(run.text, run.style))).join('')
  })
  return [...lines, ...Array<string>(Math.max(0, count - lines.length)).fill('')]
}
