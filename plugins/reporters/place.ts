import type { Problem, ScenarioResult } from '../../src/plugin.ts'
import { positionOf, printable } from '../../src/plugin.ts'

/** Where a problem is: the path as messages show it, line and column from 1; the scenario's own path when it has no span. */
export interface Place {
  readonly file: string
  readonly line?: number
  readonly column?: number
  /** The author's line, trimmed. */
  readonly written?: string
}

export function placeIn(problem: Problem, result: ScenarioResult): Place {
  const { span } = problem
  const source = span === undefined ? undefined : result.sources.get(span.file)
  if (span === undefined || source === undefined) return { file: result.file }
  const { line, column } = positionOf(source.text, span.start)
  const written = source.text.split(/\r\n|\n|\r/)[line - 1]?.trim()
  return {
    file: printable(source.shown),
    line,
    column,
    ...(written === undefined || written === '' ? {} : { written: printable(written) }),
  }
}

/** `scenarios/echo.yaml:12:5`. */
export function shownPlace({ file, line, column }: Place): string {
  return line === undefined ? file : `${file}:${line}:${column}`
}
