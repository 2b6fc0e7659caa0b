import type { FailedRuns, SeenEvent } from '../model/forensics.ts'

/** One run of a scenario: its events in order of arrival, and what it came to. */
export interface SeenRun {
  /** Counted from 1. */
  readonly run: number
  readonly events: readonly SeenEvent[]
  /** Absent when it passed. */
  readonly failure?: SeenFailure
}

/** What a run that did not pass came to. */
export interface SeenFailure extends Pick<FailedRuns, 'status' | 'code' | 'message'> {
  /** Runs with the same failure have the same: its code and its place. */
  readonly key: string
  readonly lane?: string
}
