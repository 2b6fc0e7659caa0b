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
  for (const [name, [role]] of stage.cast) {
    // Who says that its tail is open says that it goes on.
    if (role === undefined || role.declaration.tail === 'open') continue
    if (![...stage.everRestless].some((each) => each === name || each.startsWith(`${name}#`))) continue
    warnings.push({
      code: 'restless',
      message: `“${name}” did not come to rest, so what the story did then may have met it in the middle of its work`,
      severity: 'warning',
      span: role.declaration.span,
      hint: 'expect what it says when its work is done; if it never rests, say tail: open',
    })
  }
  return warnings
}
