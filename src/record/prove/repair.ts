import type { Transcript } from '../../model/transcript.ts'
import type { Draft } from '../draft.ts'
import type { DraftRun } from './run-draft.ts'

/** Another draft, and the findings about the difference that a person reads: a line each. */
export interface Repaired {
  readonly draft: Draft
  readonly findings: readonly string[]
  /** It is an attempt, which counts only when it passes at once with the same transcript. */
  readonly keepsRows?: true
}

/** A repair of a draft that failed: pure, and nothing where it has no answer to this failure. */
export type FailureRepair = (draft: Draft, run: DraftRun) => Repaired | undefined

/** A repair of a draft that passes with another transcript each time. */
export type DifferenceRepair = (draft: Draft, transcripts: readonly Transcript[]) => Repaired | undefined
