import type { PaneRun } from '../model/picture.ts'
import type { StyledRun } from '../model/screen.ts'
import type { Row } from '../model/transcript.ts'
import { styledRuns, withStyledBlanks } from '../text/styled-runs.ts'
import { graphemesOf } from '../text/wrap.ts'
import { asPrinted, widthOf } from './text.ts'

/** A row as it is drawn; one of a screen with the blanks behind its text that a style colours. */
export const wholeRow = ({ text, styles = [] }: Row): string => withStyledBlanks(asPrinted(text), styles)

/** A row of a screen as lines of runs of one look each, cut between two cells where it is wider than `room`; undefined for any other row. */
export function screenLines(row: Row, room: number): PaneRun[][] | undefined {
  if (row.mark !== '=') return undefined
  const runs = runsOf(wholeRow(row), row.styles, 'received')
  const lines: PaneRun[][] = [[]]
  let used = 0
  for (const run of runs) {
    let text = ''
    const end = () => text !== '' && lines.at(-1)?.push({ ...run, text })
    for (const character of graphemesOf(run.text)) {
      const cells = widthOf(character)
      if (used + cells > room && used > 0) {
        end()
        text = ''
        used = 0
        lines.push([])
      }
      text += character
      used += cells
    }
    end()
  }
  return lines
}

/** A text that was cut into lines, as runs of one look each; each line is found in it behind the one before. */
export function lookedLines(
  text: string,
  lines: readonly string[],
  styles: readonly StyledRun[],
  style: PaneRun['style'],
): PaneRun[][] {
  let from = 0
  return lines.map((line) => {
    const start = Math.max(from, text.indexOf(line, from))
    from = start + line.length
    const own = styles.map((run) => ({ ...run, start: Math.max(0, run.start - start), end: run.end - start }))
    return runsOf(
      line,
      own.filter(({ end }) => end > 0),
      style,
    )
  })
}

const runsOf = (text: string, styles: readonly StyledRun[] = [], style: PaneRun['style']): PaneRun[] =>
  styledRuns(text, styles).map((run): PaneRun => ({ text: run.text, style, ...(run.style && { look: run.style }) }))
