import type { Failure, RunResult } from '../model/result.ts'
import { masksOf } from '../language/steps/masks.ts'
import type { Scenario } from '../language/scenario.ts'
import { RegexTooSlow, withinTime } from '../regex/bounded.ts'
import { StuckMask } from '../transcript/masks.ts'
import type { Redactor } from '../text/redactor.ts'
import { transcribe, type OnRow } from '../transcript/transcribe.ts'

/** The transcript of a run, or the failure of a mask whose regex took too long for a line of it. */
export function transcriptOf(
  ran: RunResult,
  scenario: Scenario,
  redactor: Redactor,
  onRow?: OnRow,
): ReturnType<typeof transcribe> | { readonly failure: Failure } {
  try {
    return transcribe(ran.rawTranscript, masksOf(scenario), {
      ask: withinTime,
      redactor,
      ...(onRow && { onRow: (raw, printed, unshown) => onRow(redactor.hide(raw), printed, unshown) }),
    })
  } catch (error) {
    if (!(error instanceof StuckMask && error.cause instanceof RegexTooSlow)) throw error
    return { failure: { ...error.cause.problem, span: error.rule.span } }
  }
}
