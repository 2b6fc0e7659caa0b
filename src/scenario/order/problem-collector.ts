import type { Problem } from '../../model/problem.ts'
import type { Span } from '../../model/span.ts'

/** Collects problems; the same mistake at the same place counts once. */
export interface ProblemCollector {
  readonly problems: Problem[]
  report(problem: Problem): void
  /** The step of the including file while steps of an included one are walked. */
  includedFrom: Span | undefined
}

export function openCollector(): ProblemCollector {
  const known = new Set<string>()
  const collector: ProblemCollector = {
    problems: [],
    includedFrom: undefined,
    report(problem) {
      const place = problem.span === undefined ? '' : `${problem.span.file}:${problem.span.start}-${problem.span.end}`
      const key = `${problem.code} ${place} ${problem.message}`
      if (known.has(key)) return
      known.add(key)
      const { includedFrom } = collector
      collector.problems.push(
        includedFrom === undefined || problem.includedFrom ? problem : { ...problem, includedFrom },
      )
    },
  }
  return collector
}
