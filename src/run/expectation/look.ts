import type { Compiled } from '../../model/matcher.ts'
import { release } from '../lane/cursor.ts'
import { lookForAbsence } from './absence.ts'
import { lookForBytes } from './bytes.ts'
import { lookForChoice } from './choice.ts'
import { lookForEvent } from './event.ts'
import { lookForLine } from './line.ts'
import { lookForScreen } from './screen.ts'
import { lookForSequence } from './sequence.ts'
import { lookForSet } from './set.ts'
import { lookForSilence } from './silence.ts'
import { violated, type Look, type ExpectationRun } from './expectation-run.ts'

/** Looks at the lane from its cursor, moves the cursor over what cannot match, and answers: met, not yet, never. */
export function look(run: ExpectationRun): Look {
  const passed = run.stream.unseen === 0 ? undefined : passedOver(run)
  if (passed !== undefined) return passed
  switch (run.compiled.on) {
    case 'line':
      return lookForLine(run, run.compiled)
    case 'bytes':
      return lookForBytes(run, run.compiled)
    case 'event':
      return lookForEvent(run, run.compiled)
    case 'sequence':
      return lookForSequence(run, run.compiled)
    case 'set':
      return lookForSet(run, run.compiled)
    case 'choice':
      return lookForChoice(run, run.compiled)
    case 'silence':
      return lookForSilence(run)
    case 'absence':
      return lookForAbsence(run, run.compiled)
    case 'screen':
      return lookForScreen(run, run.compiled)
  }
}

/** Of what stood unread before this step, the oldest may be gone: that is no matter for a line that comes later, but for what must be next. */
function passedOver({ lane, stream, compiled, effect }: ExpectationRun): Look | undefined {
  if (compiled.on === 'screen') return undefined
  const ofAll = compiled.on === 'silence' || compiled.on === 'absence'
  if (effect.immediate === true || effect.bars !== undefined || ofAll || atCursor(compiled))
    return violated(
      `${stream.unseen} bytes that no step had read were passed over before: expect them earlier, or raise “limits: { unread }”`,
    )
  // Until an event comes, nothing is passed.
  if (compiled.on !== 'event') release(lane, stream)
  return undefined
}

/** True for bytes that must stand right at the cursor, alone or as one of several. */
function atCursor(compiled: Compiled): boolean {
  if (compiled.on === 'bytes') return compiled.passesLines !== true
  return compiled.on === 'choice' && compiled.options.some(atCursor)
}
