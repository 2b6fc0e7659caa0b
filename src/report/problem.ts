import type { Problem } from '../model/problem.ts'
import { excerpt } from './excerpt.ts'
import { allPrintable } from '../text/all-printable.ts'
import { cut } from '../text/cut.ts'
import type { Palette } from '../text/palette.ts'
import { fitted } from './fit.ts'
import { helpRows } from './labelled.ts'
import { placeOf, type SourceOf } from './place.ts'

/** Rows of one message and of one piece of advice. */
const sentence = 4
/** Rows of all problems of a file: with what stands around them one screen of 40. */
const screen = 34

export interface ProblemPrinting {
  readonly columns?: number
  /** Everything, however long it is. */
  readonly full?: boolean
}

/**
 * A problem as a compiler would print it: place, severity and code; the message; the author's line with a caret; what to do.
 * No line end behind it.
 */
export function printProblem(
  problem: Problem,
  sourceOf: SourceOf,
  palette: Palette,
  { columns = 100, full = false }: ProblemPrinting = {},
): string {
  const { span, includedFrom, message, hint } = allPrintable(problem)
  const severity = problem.severity ?? 'error'
  const brush = severity === 'warning' ? palette.yellow : palette.red
  const width = Math.max(40, columns)
  const rows = full ? Infinity : sentence
  const place = span === undefined ? '' : `${palette.bold(placeOf(span, sourceOf))}  `
  const parts = [`${place}${brush(`${severity} ${problem.code}`)}`]
  for (const line of fitted(message, width - 2, rows)) parts.push(`  ${palette.bold(line)}`)
  const source = span === undefined ? undefined : sourceOf(span.file)
  if (span !== undefined && source !== undefined && source.text !== '') {
    parts.push('', excerpt(source.text, span.start, span.end, { palette, brush, columns }), '')
  }
  if (includedFrom !== undefined) parts.push(`  included from ${placeOf(includedFrom, sourceOf)}`)
  if (hint !== undefined) parts.push(...helpRows(hint, palette, width, rows))
  return parts.join('\n').replace(/\n+$/, '')
}

/** Problems of one file below each other, as many as fit on a screen, and how many more there are; a line end behind each. */
export function printProblems(
  problems: readonly Problem[],
  sourceOf: SourceOf,
  palette: Palette,
  printing: ProblemPrinting = {},
): string {
  const printed: string[] = []
  let used = 0
  for (const [index, problem] of problems.entries()) {
    const text = printProblem(problem, sourceOf, palette, printing)
    used += text.split('\n').length + 1
    if (printing.full !== true && index > 0 && used > screen) {
      const left = problems.length - index
      const more = `… and ${left} more ${left === 1 ? 'problem' : 'problems'} (--verbose shows all)`
      printed.push(palette.dim(cut(more, printing.columns ?? 100)))
      break
    }
    printed.push(text)
  }
  return printed.map((text) => `${text}\n`).join('\n')
}
