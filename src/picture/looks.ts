import type { PaneRun } from '../model/picture.ts'
import type { Row } from '../model/transcript.ts'
import { styledRuns, withStyledBlanks } from '../text/styled-runs.ts'
import { graphemesOf } from '../text/wrap.ts'
import { asPrinted, widthOf } from './text.ts'

/** A row as it is drawn; one of a screen with the blanks behind its text that a style colours. */
export const wholeRow = ({ text, styles = [] }: Row): string => withStyledBlanks(asPrinted(text), styles)

/** A row of a screen as lines of runs of one look each, cut between two cells where it is wider than `room`; undefined for any other row. */
export function screenLines(row: Row, room: number): PaneRun[][] | undefined {
  if (row.mark !== '=') return undefined
  const runs = styledRuns(wholeRow(row), row.styles ?? []).map(({ text, style }): PaneRun => ({
    text,
    style: 'received',
    ...(style !== undefined && { look: style }),
  }))
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
