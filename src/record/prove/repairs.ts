import type { Transcript } from '../../model/transcript.ts'
import type { Draft } from '../draft.ts'
import { neverIdle, notReady } from './actors.ts'
import { openTail, sortedRows, takenRows, waitBeforeSending } from './differing-order.ts'
import { masksForRows } from './differing-rows.ts'
import { otherExit, unexpectedEnd } from './ends.ts'
import { anyOrder, leftOut, loosened, otherStream } from './other-place.ts'
import type { DifferenceRepair, FailureRepair, Repaired } from './repair.ts'
import type { DraftRun } from './run-draft.ts'
import type { SeenLines } from './seen-lines.ts'
import { sentBack } from './sent-back.ts'
import { tooManyMasks } from './too-many-masks.ts'
import { volatileBytes } from './volatile-bytes.ts'
import { notStopped, withTerminal } from './without-terminal.ts'
import { volatileText } from './volatile-text.ts'

/** In the order of likelihood. */
const ofFailures: readonly FailureRepair[] = [
  otherStream,
  anyOrder,
  volatileText,
  volatileBytes,
  otherExit,
  unexpectedEnd,
  withTerminal,
  notReady,
  neverIdle,
  notStopped,
  loosened,
  leftOut,
]
const ofDifferences: readonly DifferenceRepair[] = [
  waitBeforeSending,
  sortedRows,
  tooManyMasks,
  masksForRows,
  openTail,
  takenRows,
]

/** What may repair a draft that failed, the likeliest first. */
export function* repairsOfFailures(draft: Draft, run: DraftRun, seen?: SeenLines): Iterable<Repaired> {
  const captured = run.transcript && seen && sentBack(draft, run.transcript, seen)
  if (captured !== undefined) yield captured
  for (const repair of ofFailures) {
    const repaired = repair(draft, run)
    if (repaired !== undefined) yield repaired
  }
}

/** The same for one whose transcripts differ. */
export function* repairsOfDifferences(draft: Draft, transcripts: readonly Transcript[]): Iterable<Repaired> {
  for (const repair of ofDifferences) {
    const repaired = repair(draft, transcripts)
    if (repaired !== undefined) yield repaired
  }
}

/** The same for one that passes alike, but not when its bytes are cut. */
export function* repairsOfCuts(draft: Draft, whole: Transcript, cut: DraftRun): Iterable<Repaired> {
  if (cut.status === 'passed' && cut.transcript !== undefined)
    yield* repairsOfDifferences(draft, [whole, cut.transcript])
  else yield* repairsOfFailures(draft, cut)
}
