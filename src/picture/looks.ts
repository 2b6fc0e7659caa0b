import type { PaneRun } from '../model/picture.ts'
import type { Row } from '../model/transcript.ts'
import { styledRuns, withStyledBlanks } from '../text/styled-runs.ts'
import { asPrinted } from './text.ts'

/** A row of a screen with the blanks behind its text that a style colours. */
export const wholeRow = ({ text, styles = [] }: Row): string => withStyledBlanks(text, styles)

/** A row of a screen as runs of one look each; undefined for any other row, and where the text is drawn otherwise than it stands there. */
export function looksOf(row: Row): PaneRun[] | undefined {
  const { text, styles } = row
  if (styles === undefined || asPrinted(text) !== text) return undefined
  return styledRuns(wholeRow(row), styles).map(({ text, style }) => ({
    text,
    style: 'received',
    ...(style !== undefined && { look: style }),
  }))
}
