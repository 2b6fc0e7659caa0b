import { lookForBytes } from './bytes.ts'
import { lookForChoice } from './choice.ts'
import { lookForEvent } from './event.ts'
import { lookForLine } from './line.ts'
import { lookForSequence } from './sequence.ts'
import { lookForSet } from './set.ts'
import { lookForSilence } from './silence.ts'
import type { Look, WishRun } from './wish-run.ts'

/** Looks at the lane from its cursor, moves the cursor over what cannot match, and answers: met, not yet, never. */
export function look(run: WishRun): Look {
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
  }
}
