import type { Problem } from '../model/problem.ts'
import type { Progress } from '../model/progress.ts'
import type { ScenarioResult } from '../model/result.ts'
import type { AmongRuns } from './attempts.ts'
import type { Entry } from './entry.ts'

/**
 * What runs the scenarios of a suite: in this process (`run-here.ts`) or elsewhere. The suite decides what runs, when and how often;
 * all that passes between the two is plain data, but for the functions of `Ready`.
 */
export interface Runner {
  /** Reads and checks a scenario where it is going to run. Never rejects: what is wrong is in the result of its run. */
  check(task: Task): Promise<Ready>
  /** Nothing more is to be begun: what waits elsewhere for its turn is taken back. */
  stop?(): void
  /** Why nothing more can run, once that is so. */
  broken?(): Problem | undefined
  /** Called once, when nothing is left to run; answers what is to be reported of no one scenario. */
  close(): Promise<readonly Problem[]>
}

/** What `run` rejects with when the suite was over before the scenario was begun. */
export class NotBegun extends Error {}

/** A scenario to run. */
export interface Task {
  readonly entry: Entry
  /** Why it cannot run, which only the suite knows; it is invalid then. */
  readonly clash?: Problem
  /** Its rows and the steps that wait are published, too. */
  readonly watched: boolean
}

/** A scenario that was checked. It is kept no longer than the suite keeps this. */
export interface Ready {
  /** Names of what it must have for itself, such as `tcp:9000`. */
  readonly claims: readonly string[]
  /** Runs it once; called again for a retry or a repetition, one after another. Rejects only with `NotBegun`. */
  run(among: AmongRuns, publish: (progress: Progress) => void): Promise<ScenarioResult>
}
