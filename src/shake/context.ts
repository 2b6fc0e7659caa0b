import type { Transcript } from '../model/transcript.ts'
import type { ScenarioResult } from '../model/result.ts'
import type { ShakeOptions } from './options.ts'
import type { How, PlannedRun, Subject } from './run-planned.ts'

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

/** What is known before the first plan is tried. */
export interface Prepared {
  readonly subject: Subject
  readonly shaking: ShakeOptions
  readonly context: ShakeContext
  /** The run through wires that do nothing. */
  readonly control: PlannedRun
  /** The result of the run without wires, which has passed. */
  readonly plain: ScenarioResult
}
