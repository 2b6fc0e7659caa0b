import type { Problem } from '../model/problem.ts'
import type { Progress } from '../model/progress.ts'
import type { AmongRuns } from '../suite/attempts.ts'
import type { WorkOrder } from '../workers/order.ts'
import type { Checkout } from './checkout.ts'

/** Of the form of what runs and workers send each other; another one is refused. */
export const orderVersion = 1

/** What a worker must know of a run, as JSON. No value of a secret is in it. */
export interface RunOrder {
  readonly version: typeof orderVersion
  /** The flags of `run` as they were given, without what concerns only the suite or the reports. */
  readonly flags: Readonly<Record<string, unknown>>
  /** Names whose values a worker takes from its own environment. */
  readonly secrets: readonly string[]
  /** Those of them that are variables (`--var`). */
  readonly secretVars: readonly string[]
  /** The working directory of the run, from the folder of its configuration. */
  readonly folder: string
  /** The output folder, as messages of the run show it. */
  readonly out: string
  readonly checkout: Checkout
}

/** One attempt at one scenario, as JSON. */
export interface JobOrder {
  readonly work: WorkOrder
  readonly among: AmongRuns
  /** Its transcript, where this run has written it: no checkout has it yet. */
  readonly transcript?: string
}

/** Progress of a job that a worker runs. */
export interface JobProgress {
  /** Its name, for a person. */
  readonly worker: string
  /** `Progress` as `dataText` writes it. */
  readonly progress: readonly string[]
}

/** What a worker says of itself to a run, again every second. */
export interface WorkerState {
  readonly name: string
  /** So many scenarios it runs at once. */
  readonly jobs: number
  /** Counts up; a worker whose count stands still is gone. */
  readonly beat: number
  /** Why it does not work for this run. */
  readonly refused?: Problem
}

export type Publish = (progress: Progress) => void
