import { positionOf } from '../../src/plugin.ts'
import type { Failure, Problem, ReportFailure, ReportProblem, ScenarioResult } from '../../src/plugin.ts'
import { placeIn } from './place.ts'
import { describe } from './trouble.ts'

/** A problem with its place as the page shows it; of no one scenario without a result. */
export function problemOf(problem: Problem, result?: ScenarioResult): ReportProblem {
  const { code, message, hint, span } = problem
  const found = { code, message, ...(hint === undefined ? {} : { hint }) }
  if (span === undefined || result === undefined) return found
  const { file, line, column } = placeIn(problem, result)
  if (line === undefined || column === undefined) return { ...found, file }
  const end = positionOf(result.sources.get(span.file)?.text ?? '', span.end)
  const isOnOneLine = end.line === line && end.column > column
  return { ...found, file, line, column, ...(isOnOneLine ? { endColumn: end.column } : {}) }
}

/** Of a difference, the page has all of it beside the text. */
const terminalFor = ({ code }: Failure) => ({
  isTTY: false,
  color: false,
  columns: 100,
  verbose: code !== 'transcript-differs',
})

/** The failure of a result, with all that the terminal shows of it with `--verbose`. */
export async function failureOf(failure: Failure, result: ScenarioResult): Promise<ReportFailure> {
  return {
    ...problemOf(failure, result),
    text: (await describe({ ...result, failure }, terminalFor(failure))).trimEnd(),
  }
}
