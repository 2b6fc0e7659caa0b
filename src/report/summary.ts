import type { Problem } from '../model/problem.ts'
import type { Summary } from '../model/progress.ts'
import type { ScenarioResult } from '../model/result.ts'
import { exitCodeOf } from './exit-code.ts'

/** A scenario's status, `invalid` when its file is, or `flaky` when it passed after an attempt that did not. */
export type Outcome = ScenarioResult['status'] | 'invalid' | 'flaky'

/** The outcome of a result: a file with problems is invalid, whatever its status. */
export function outcomeOf({ problems, status, earlier = [] }: ScenarioResult): Outcome {
  if (problems.length > 0) return 'invalid'
  return status === 'passed' && earlier.length > 0 ? 'flaky' : status
}

/** Counts results as they come, without keeping them. Flaky ones count as failed unless they are allowed. */
export function tally({ allowFlaky = false }: { readonly allowFlaky?: boolean } = {}): {
  add(result: ScenarioResult): void
  /** Whether this result, by itself, lets the run pass. */
  lets(result: ScenarioResult): boolean
  allPassed(): boolean
  summary(rest: Pick<Summary, 'duration' | 'interrupted' | 'problems' | 'seed'>): Summary
} {
  const counts = { passed: 0, knownBugs: 0, flaky: 0, failed: 0, broken: 0, skipped: 0, invalid: 0 }
  const bugs: Problem[] = []
  return {
    add(result) {
      counts[outcomeOf(result)] += 1
      if (result.knownBug !== undefined) counts.knownBugs += 1
      if (result.failure?.code === 'internal-error') bugs.push(result.failure)
    },
    lets(result) {
      const outcome = outcomeOf(result)
      return outcome === 'passed' || outcome === 'skipped' || (outcome === 'flaky' && allowFlaky)
    },
    allPassed: () => counts.failed + counts.broken + counts.invalid + (allowFlaky ? 0 : counts.flaky) === 0,
    summary(rest) {
      const exitCode = exitCodeOf({ ...counts, ...rest, allowFlaky, problems: [...rest.problems, ...bugs] })
      return { ...counts, ...rest, exitCode }
    },
  }
}

const outcomes = ['passed', 'flaky', 'failed', 'broken', 'invalid', 'skipped'] as const

/** `3 passed (1 known bug), 1 failed, 1 skipped (0.42 s)`; `selected` is how many were to run, so that those left out are counted. A random order is named by its seed. */
export function summaryLine(summary: Summary, selected?: number): string {
  const parts = outcomes
    .filter((outcome) => summary[outcome] > 0)
    .map((outcome) => `${summary[outcome]} ${outcome}${outcome === 'passed' ? bugs(summary.knownBugs) : ''}`)
  const ended = outcomes.reduce((sum, outcome) => sum + summary[outcome], 0)
  if (selected !== undefined && selected > ended) parts.push(`${selected - ended} not run`)
  const took = `${seconds(summary.duration)}${together(summary)}`
  return `${parts.length === 0 ? 'nothing ran' : parts.join(', ')} (${took})${orderOf(summary)}`
}

const together = ({ merged }: Summary): string =>
  merged === undefined ? '' : `; ${merged.runs} runs, together ${seconds(merged.duration)}`

/** How to have the same random order again. */
const orderOf = ({ seed }: Summary): string => (seed === undefined ? '' : `, in random order: --shuffle --seed ${seed}`)

const bugs = (count: number): string => (count === 0 ? '' : ` (${count} known ${count === 1 ? 'bug' : 'bugs'})`)

/** Milliseconds as people read them: `0.42 s`, `2 min 5 s`. */
export function seconds(milliseconds: number): string {
  if (milliseconds < 60_000) return `${(milliseconds / 1000).toFixed(2)} s`
  const whole = Math.round(milliseconds / 1000)
  return `${Math.floor(whole / 60)} min ${whole % 60} s`
}
