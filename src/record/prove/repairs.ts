import type { Transcript } from '../../model/transcript.ts'
import type { Draft } from '../draft.ts'
import type { DifferenceRepair, FailureRepair, Repaired } from './repair.ts'
import type { DraftRun } from './run-draft.ts'
import { masksForRows } from './differing-rows.ts'
import { volatileText } from './volatile-text.ts'

/** In the order of likelihood. */
const ofFailures: readonly FailureRepair[] = [volatileText]
const ofDifferences: readonly DifferenceRepair[] = [masksForRows]

export function* repairsOfFailures(draft: Draft, run: DraftRun): Iterable<Repaired> {
  for (const repair of ofFailures) {
    const repaired = repair(draft, run)
    if (repaired !== undefined) yield repaired
  }
}

export function* repairsOfDifferences(draft: Draft, transcripts: readonly Transcript[]): Iterable<Repaired> {
  for (const repair of ofDifferences) {
    const repaired = repair(draft, transcripts)
    if (repaired !== undefined) yield repaired
  }
}
