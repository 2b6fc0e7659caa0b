import type { Problem } from '../model/problem.ts'
import { excerpt } from '../text/excerpt.ts'
import { allPrintable } from '../text/all-printable.ts'
import type { Palette } from '../text/palette.ts'
import { placeOf, type SourceOf } from './place.ts'

/**
 * A problem as a compiler would print it: place, severity and code; the message; the author's line with a caret; what to do.
 * No line end behind it.
 */
export function printProblem(problem: Problem, sourceOf: SourceOf, palette: Palette, columns = 100): string {
  const { span, includedFrom, message, hint } = allPrintable(problem)
  const severity = problem.severity ?? 'error'
  const brush = severity === 'warning' ? palette.yellow : palette.red
  const place = span === undefined ? '' : `${palette.bold(placeOf(span, sourceOf))}  `
  const parts = [`${place}${brush(`${severity} ${problem.code}`)}`, `  ${palette.bold(message)}`]
  const source = span === undefined ? undefined : sourceOf(span.file)
  if (span !== undefined && source !== undefined && source.text !== '') {
    parts.push('', excerpt(source.text, span.start, span.end, { palette, brush, columns }), '')
  }
  if (includedFrom !== undefined) parts.push(`  included from ${placeOf(includedFrom, sourceOf)}`)
  if (hint !== undefined) parts.push(`  ${palette.cyan('help:')} ${hint}`)
  return parts.join('\n').replace(/\n+$/, '')
}
