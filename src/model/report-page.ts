import type { Chunk, Replay } from './replay.ts'
import type { CrashMatrix } from './shake.ts'
import type { Difference } from './transcript.ts'

/**
 * What the report's page is given: a table of all scenarios, which it reads at once, and what it shows of one, which it reads when that is
 * opened. All of it is JSON; texts are printable already, except those in `bytes`.
 */
export interface ReportIndex {
  readonly version: 1
  /** The wall clock when the run began: `2026-11-22 18:25:37 UTC`; empty where that is not known. */
  readonly begun: string
  /** The whole run in a word: `passed`, `failed`, `broken`, `invalid`, `interrupted`, `internal-error`. */
  readonly status: string
  /** Milliseconds. */
  readonly duration: number
  /** Problems that belong to no scenario. */
  readonly problems: readonly ReportProblem[]
  readonly scenarios: readonly ReportEntry[]
}

export interface ReportEntry {
  /** Names it in links: the file, with its values of a matrix and its project where it has several runs. */
  readonly id: string
  readonly file: string
  readonly title: string
  /** `passed`, `known bug`, `flaky`, `failed`, `broken`, `skipped`, `invalid`. */
  readonly outcome: string
  /** Milliseconds. */
  readonly duration: number
  readonly attempts: number
  readonly tags: readonly string[]
  /** The first words of what is wrong, or why it was skipped. */
  readonly message?: string
  /** Whether there is a `ReportScenario` for it. */
  readonly detail: boolean
}

export interface ReportScenario {
  readonly id: string
  /** The scenario's own file first, then those that it includes. */
  readonly sources: readonly ReportSource[]
  /** Every attempt, oldest first; the last one is the result. */
  readonly runs: readonly ReportRun[]
  /** Of an invalid scenario, in order of their place. */
  readonly problems: readonly ReportProblem[]
  /** Of one that passed because it failed as its known bug says, whose failure its last run has: where that is reported. */
  readonly knownBug?: { readonly url?: string }
  /** Why it was not run. */
  readonly skipped?: string
  /** Of one that was run more than once, as the terminal shows it: how often, and how its runs differ. */
  readonly compared?: string
  /** Of one that was shaken: in one line what came of it, and what became of its actors when connections were broken. */
  readonly shaken?: { readonly line: string; readonly crashes?: CrashMatrix }
  readonly warnings?: readonly ReportProblem[]
}

export interface ReportSource {
  /** As it is shown, and as steps and problems name it. */
  readonly file: string
  readonly text: string
}

export interface ReportRun {
  readonly status: string
  /** Milliseconds. */
  readonly duration: number
  /** From its recording, else from its transcript, which has whole seconds and no bytes. */
  readonly replay?: PackedReplay
  /** Why there is no recording of it; `replay` is from the transcript then, or absent. */
  readonly noReplay?: string
  /** The recording, as messages show it. */
  readonly recording?: string
  readonly failure?: ReportFailure
  /** How its transcript differs from the committed one. */
  readonly difference?: Difference
  /** The committed transcript's text, and that of this run, where they differ. */
  readonly transcripts?: { readonly committed: string; readonly received: string }
}

export interface ReportProblem {
  readonly code: string
  readonly message: string
  readonly hint?: string
  readonly file?: string
  /** From 1. */
  readonly line?: number
  readonly column?: number
  /** Behind the last column that is meant, where that is on the same line. */
  readonly endColumn?: number
}

export interface ReportFailure extends ReportProblem {
  /** The whole failure as the terminal shows it with `--verbose`, without colours; of a difference as much as a screen shows. */
  readonly text: string
}

/** A replay whose bytes JSON can hold: a string where they are UTF-8. */
export type PackedReplay = Omit<Replay, 'chunks' | 'terminals'> & { readonly chunks: readonly PackedChunk[] }
export type PackedChunk = Omit<Chunk, 'bytes'> & { readonly bytes: string | { readonly base64: string } }
