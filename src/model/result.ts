import type { Status, RawRow } from './event.ts'
import type { Forensics, SeenEvent } from './forensics.ts'
import type { Problem } from './problem.ts'
import type { Source, Span } from './span.ts'
import type { RawTranscript } from './raw-transcript.ts'
import type { StyledRun } from './screen.ts'
import type { Shaken } from './shake.ts'
import type { Difference, Transcript } from './transcript.ts'
import type { Variant } from './variant.ts'

/** Everything that a failure must contain (docs/language.md), as data; src/report and reporters make it readable. */
export interface Failure extends Problem {
  /** The environment or a plugin are to blame, and not the conversation, which could not be judged. */
  readonly broken?: true
  /** `expect`, `connect`, …; absent for the final checks and the transcript. */
  readonly verb?: string
  readonly lane?: string
  /** The stream that was looked at, when it was not all of the lane's: `stderr`. */
  readonly stream?: string
  /** Inside of a repeat: `round 3 of 5, colour = green`. */
  readonly round?: string
  /** What was wanted, as the matcher shows it. */
  readonly wanted?: string
  /** The lane's output since the last expectation, newest last, at most some dozens of lines. */
  readonly received?: readonly RawRow[]
  readonly receivedOmitted?: number
  /** How many rows came behind those of `received`, where the one that differs stands in the middle of many. */
  readonly receivedRest?: number
  readonly nearest?: Nearest
  /** What the actor's screen shows, where a step looks at it. */
  readonly screen?: FailureScreen
  /** Why it gave up: `deadline of 5s`, `telnet closed its connection, so this can no longer come`. */
  readonly why?: string
  /** Where else the text was seen. */
  readonly elsewhere?: readonly string[]
  /** What other actors (and other streams of this one) printed since the step began, and no step has taken. */
  readonly meanwhile?: readonly Meanwhile[]
  readonly actors?: readonly { readonly name: string; readonly state: string }[]
  /** The known bug that should have failed the scenario: `expectation-not-met at line 7`. */
  readonly insteadOf?: string
}

export interface FailureScreen {
  readonly rows: readonly string[]
  /** How each of them looks. */
  readonly styles?: readonly (readonly StyledRun[])[]
  /** Row and column of the cursor, from 1. */
  readonly cursor: readonly [row: number, column: number]
  /** The row that is nearest to what was expected, from 1. */
  readonly nearest?: number
}

/** What one actor printed beside a failure: stderr first, of a stack the message, and how it ended. */
export interface Meanwhile {
  readonly name: string
  readonly rows: readonly RawRow[]
  readonly omitted: number
}

export interface Nearest {
  readonly text: string
  /** Ranges [start, end) of `text` that differ from what was wanted. */
  readonly marked: readonly (readonly [number, number])[]
  /** Ranges of the failure's `wanted` that differ from `text`. */
  readonly expected?: readonly (readonly [number, number])[]
  /** Where in `wanted` the text begins that `text` is compared with: equal letters stand under each other. */
  readonly lead?: number
  /** What differs, in words, where marked letters would not show it: “user.id” is 8, not 7. */
  readonly differs?: readonly string[]
}

/** A failure that its scenario expects: it passes as long as it fails so. */
export interface KnownBug {
  /** Where it is reported. */
  readonly url?: string
  readonly failure: Failure
}

/** What one run of one scenario came to. */
export interface RunResult {
  readonly status: Status
  /** Present unless passed. */
  readonly failure?: Failure
  readonly skipped?: string
  readonly rawTranscript: RawTranscript
  readonly warnings: readonly Problem[]
  /** Milliseconds. */
  readonly duration: number
  readonly startedAt: string
  readonly recording?: string
  /** Where the files of a failed run are kept. */
  readonly kept?: string
  /** The steps with `known-bug` that were done, and the one that failed. */
  readonly bugSteps?: {
    readonly done: readonly Span[]
    readonly failed?: { readonly span: Span; readonly url: string }
  }
}

/** What the comparison with the committed transcript came to. */
export type Comparison =
  | { readonly outcome: 'same' }
  | { readonly outcome: 'recorded' | 'updated'; readonly file: string }
  | { readonly outcome: 'missing'; readonly file: string }
  | {
      readonly outcome: 'differs'
      readonly file: string
      readonly difference: Difference
      readonly newFile?: string
      /** What the run was compared with. */
      readonly committed?: Transcript
    }
  | { readonly outcome: 'unreadable'; readonly file: string; readonly problem: Problem }

/** A scenario's result as reporters see it. */
export interface ScenarioResult {
  readonly file: string
  /** Where the file has several runs. */
  readonly variant?: Variant
  readonly title: string
  /** Absent where they are not known. */
  readonly tags?: readonly string[]
  readonly status: Status
  readonly duration: number
  /** How many runs were made; the result itself is that of the last one. */
  readonly attempts: number
  /** Those before the last, which did not pass, oldest first; absent where the first was the only one. */
  readonly earlier?: readonly Attempt[]
  /** Of a scenario that was run many times (`--repeat`); it passes when all runs pass, and its failure is that of the first that did not. */
  readonly repeats?: Repeats
  /** Of a scenario that was shaken; its failure is that of the run that shows what was found. */
  readonly shaken?: Shaken
  /** Of a scenario that was run more than once, where some runs passed and some did not. */
  readonly forensics?: Forensics
  /** Of one run among several, for their comparison: its events in order of arrival. No reporter sees it. */
  readonly events?: readonly SeenEvent[]
  readonly problems: readonly Problem[]
  readonly failure?: Failure
  /** Of a scenario that passed because it failed as it says. */
  readonly knownBug?: KnownBug
  readonly skipped?: string
  readonly comparison?: Comparison
  readonly warnings: readonly Problem[]
  readonly transcript?: Transcript
  readonly transcriptFile?: string
  readonly recording?: string
  readonly kept?: string
  /** For excerpts. */
  readonly sources: ReadonlyMap<string, Source>
}

/** One run of a scenario that was run more than once. */
export type Attempt = Pick<
  ScenarioResult,
  'status' | 'failure' | 'comparison' | 'duration' | 'transcript' | 'transcriptFile' | 'recording' | 'kept'
>

/** How many runs of one scenario were made, and how many of them did not pass. */
export interface Repeats {
  readonly runs: number
  readonly failed: number
  readonly broken: number
}
