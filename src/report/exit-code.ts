import type { Problem } from '../model/problem.ts'

/** What a process's exit code is decided by. */
export interface Verdicts {
  /** Passed after an attempt that did not. */
  readonly flaky: number
  readonly allowFlaky?: boolean
  readonly failed: number
  readonly broken: number
  readonly invalid: number
  readonly interrupted: boolean
  /** Problems of no one scenario; warnings do not count. */
  readonly problems: readonly Problem[]
}

const rejecting: ReadonlySet<string> = new Set([
  'usage',
  'nothing-selected',
  'changes-unknown',
  'file-not-found',
  'not-a-file',
  'cannot-read',
  'same-transcript',
  'unknown-plugin',
  'broken-plugin',
  'plugin-clash',
])

/** The environment is to blame: what has run is judged by itself. */
const breaking: ReadonlySet<string> = new Set(['queue-lost', 'no-worker'])

/**
 * 0 passed, 1 failed, 2 invalid before running, 3 broken, 70 a bug of ours, 130 interrupted; never a count. When a suite
 * has several, the most urgent one wins: a failure before a file to repair, and both before
 * environment that another try may find in order. A flaky scenario counts as failed unless flaky ones are allowed.
 */
export function exitCodeOf(verdicts: Verdicts): number {
  const errors = verdicts.problems.filter((problem) => problem.severity !== 'warning')
  if (verdicts.interrupted) return 130
  if (errors.some((problem) => problem.code === 'internal-error')) return 70
  const failed = verdicts.failed + (verdicts.allowFlaky === true ? 0 : verdicts.flaky)
  if (failed > 0 || errors.some(({ code }) => !rejecting.has(code) && !breaking.has(code))) return 1
  if (verdicts.invalid > 0 || errors.some(({ code }) => !breaking.has(code))) return 2
  return verdicts.broken > 0 || errors.length > 0 ? 3 : 0
}
