import { positionOf } from '../../src/plugin.ts'
import type { Failure, Problem, ReportFailure, ReportProblem, ScenarioResult } from '../../src/plugin.ts'
import { paragraph } from './paragraph.ts'
import { placeIn } from './place.ts'

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

/** The failure of a result, with all that the terminal shows of it. */
export async function failureOf(failure: Failure, result: ScenarioResult): Promise<ReportFailure> {
  const { lane, verb } = failure
  return {
    ...problemOf(failure, result),
    text: await paragraph({ ...result, failure }),
    ...(lane === undefined ? {} : { lane }),
    ...(verb === undefined ? {} : { verb }),
  }
}
