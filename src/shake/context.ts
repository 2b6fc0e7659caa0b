import type { Transcript } from '../model/transcript.ts'
import type { How, PlannedRun } from './run-planned.ts'

/** What all that runs one scenario again and again needs. */
export interface ShakeContext {
  run(how: How): Promise<PlannedRun>
  /** What each run must come to. */
  readonly expected: Transcript
  /** Milliseconds that a step has in a run that only helps the search, and in one that decides. */
  readonly patience: { readonly search: number; readonly decide: number }
  /** Milliseconds of a clock that only rises. */
  now(): number
  /** True once it was interrupted. */
  over(): boolean
  /** Says what is being done. */
  announce(what: string): void
}
