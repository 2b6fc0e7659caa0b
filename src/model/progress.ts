import type { LaneInfo, RawRow } from './event.ts'
import type { Problem } from './problem.ts'
import type { ScenarioResult } from './result.ts'
import type { Variant } from './variant.ts'

/** The one stream that every reporter reads. */
export type Progress =
  | {
      readonly type: 'suite-begun'
      readonly files: number
      readonly jobs: number
      readonly version: string
      /** The wall clock: ISO 8601, in UTC. */
      readonly wall?: string
      /** The scenarios are in random order; the same seed gives the same order. */
      readonly seed?: number
      /** Milliseconds that the run probably takes, where timings of earlier runs are known. */
      readonly expected?: number
      /** Each scenario runs so many times. */
      readonly repeat?: number
      /** Values with which scenarios run, in their order. */
      readonly matrix?: Readonly<Record<string, readonly string[]>>
      /** Only a part of what was selected runs here. */
      readonly shard?: ShardBegun
    }
  | ({
      readonly type: 'scenario-begun'
      readonly title: string
      readonly lanes: readonly LaneInfo[]
      /** Which of several runs of it begins, where there are several: `attempt 2`, `run 7 of 100`. */
      readonly attempt?: string
    } & OfScenario)
  /** Only when the run is watched: each row as it comes. */
  | ({ readonly type: 'row'; readonly row: RawRow } & OfScenario)
  /** Only then, too: the step that waits now, or none. */
  | ({ readonly type: 'waiting'; readonly step?: WaitingStep } & OfScenario)
  /** A scenario waits, before it runs, for what another run uses; without `inUse` no more. */
  | ({ readonly type: 'in-use'; readonly inUse?: InUse } & OfScenario)
  | { readonly type: 'scenario-ended'; readonly result: ScenarioResult }
  | { readonly type: 'suite-ended'; readonly summary: Summary }

/** Of which scenario something is said. */
interface OfScenario {
  readonly file: string
  /** Where the file has several runs. */
  readonly variant?: Variant
}

/** One of `total` parts of a suite, counted from 1. */
export interface Shard {
  readonly index: number
  readonly total: number
}

export interface ShardBegun extends Shard {
  /** So many scenarios were selected for all shards together. */
  readonly of: number
  /** A digest of which scenario is in which shard: shards of one suite have the same. */
  readonly split: string
  /** By how long each scenario took before, rather than by its path. */
  readonly timed?: true
}

/** What a scenario wants for itself, and another run has. */
export interface InUse {
  /** `port 3100`, `“database”`. */
  readonly what: string
  readonly by?: Holder
}

/** A run that has what others wait for. */
export interface Holder extends HolderPlace {
  /** Absent where the system does not say it. */
  readonly pid?: number
}

/** Its working directory, and its scenario as seen from there. */
export interface HolderPlace {
  readonly folder: string
  readonly file: string
}

/** A step that is not done at once. */
export interface WaitingStep {
  /** Counted from 1, in the file that it stands in. */
  readonly line: number
  /** The author's line, as it stands there. */
  readonly written: string
  /** Microseconds since the scenario's start: when it began. */
  readonly at: number
  /** Milliseconds that it may take. */
  readonly limit: number
}

export interface Summary {
  readonly passed: number
  /** So many of those that passed have failed as their known bug says. */
  readonly knownBugs: number
  /** Those that passed after an attempt that did not; none of them is in `passed`. */
  readonly flaky: number
  readonly failed: number
  readonly broken: number
  readonly skipped: number
  readonly invalid: number
  readonly duration: number
  /** Of several runs that are reported as one: their number and how long they took together; `duration` is then that of the longest. */
  readonly merged?: { readonly runs: number; readonly duration: number }
  /** Of a random order. */
  readonly seed?: number
  readonly interrupted: boolean
  /** Problems of no one scenario: orphaned transcripts, nothing selected. */
  readonly problems: readonly Problem[]
  readonly exitCode: number
}
