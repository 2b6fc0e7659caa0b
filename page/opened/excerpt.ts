import type { ReportProblem, ReportSource } from '../../src/model/report-page.ts'
import { linesOf } from '../../src/text/position.ts'
import { sourceOf } from '../parts/source-of.ts'

/** A line of a file, with what a problem means marked in it. */
export interface ExcerptLine {
  readonly number: number
  readonly text: string
  readonly marked: readonly (readonly [start: number, end: number])[]
  /** Whether a problem stands here. */
  readonly isMeant: boolean
}

/** The lines around the place of a problem; empty where it has none, or its file is not among the sources. */
export function excerptOf(
  problem: ReportProblem,
  sources: readonly ReportSource[],
  around = 2,
): readonly ExcerptLine[] {
  const source = sourceOf(sources, problem)
  if (source === undefined || problem.line === undefined) return []
  const { line } = problem
  const shown = numbered(source, [problem]).slice(Math.max(0, line - 1 - around), line + around)
  const isBlank = ({ text, isMeant }: ExcerptLine) => text.trim() === '' && !isMeant
  const first = shown.findIndex((each) => !isBlank(each))
  const last = shown.findLastIndex((each) => !isBlank(each))
  return first < 0 ? [] : shown.slice(first, last + 1)
}

/** All lines of a file, with what its problems mean marked. */
export function numbered(source: ReportSource, problems: readonly ReportProblem[]): readonly ExcerptLine[] {
  return linesOf(source.text).map((text, at) => {
    const here = problems.filter(({ line }) => line === at + 1)
    const marked = here.flatMap((problem) => rangeOf(problem, text)).sort(([a], [b]) => a - b)
    return { number: at + 1, text, marked, isMeant: here.length > 0 }
  })
}

/** A word, or what stands in quotes. */
const wordHere = /^(?:"(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|[^\s,:{}[\]]+|\S)/

/** Where no end is known, the word that begins there. */
function rangeOf({ column, endColumn }: ReportProblem, text: string): (readonly [number, number])[] {
  if (column === undefined) return []
  const start = column - 1
  const word = wordHere.exec(text.slice(start))?.[0].length ?? 0
  const end = endColumn === undefined ? start + word : endColumn - 1
  return end > start ? [[start, end]] : []
}
