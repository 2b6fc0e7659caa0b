import type { Problem } from '../model/problem.ts'
import type { Stage } from './stage/stage.ts'

/** What was not as it should be in a run, without making it fail. */
export function warningsOf(stage: Stage, trouble?: string): Problem[] {
  const warnings: Problem[] = []
  if (trouble !== undefined) warnings.push({ code: 'cannot-write', message: trouble, severity: 'warning' })
  if (stage.recorder.trouble !== undefined)
    warnings.push({
      code: 'cannot-write',
      message: `the recording could not be written: ${stage.recorder.trouble}`,
      severity: 'warning',
    })
  return warnings
}
