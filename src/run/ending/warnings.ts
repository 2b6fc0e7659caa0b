import type { Problem } from '../../model/problem.ts'
import type { RunRows } from '../context/run-context.ts'

/** What was not as it should be in a run, without making it fail. */
export function warningsOf(context: RunRows, trouble?: string): Problem[] {
  const warnings: Problem[] = []
  if (trouble !== undefined) warnings.push({ code: 'cannot-write', message: trouble, severity: 'warning' })
  if (context.recorder.trouble !== undefined)
    warnings.push({
      code: 'cannot-write',
      message: `the recording could not be written: ${context.recorder.trouble}`,
      severity: 'warning',
    })
  return warnings
}
