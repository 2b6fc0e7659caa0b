import type { Mark, Status } from './event.ts'

/** How the runs of one scenario differ, some of which passed and some did not. Plain data. */
export interface Forensics {
  readonly passed: Orders
  /** Runs that did not pass, by what they failed with; those of most runs first. */
  readonly failures: readonly FailedRuns[]
  /** The command that runs the scenario many times again. */
  readonly again: string
}

/** How many runs there were, and in how many orders of events. */
export interface Orders {
  readonly runs: number
  readonly orders: number
}

/** Runs that failed in the same way, at the same place. */
export interface FailedRuns extends Orders {
  readonly status: Exclude<Status, 'passed' | 'skipped'>
  readonly code: string
  readonly message: string
  readonly parting: Parting
}

/** The first event by which runs that failed differ from all that passed. */
export interface Parting {
  /**
   * `order`: the event came before another one, or between two, as in no run that passed. `event`: no run that passed has it. `end`: no event differs
   * before the failure.
   */
  readonly by: 'order' | 'event' | 'end'
  readonly event: EventText
  /** Of an order: what the event came before. */
  readonly before?: EventText
  /** Of an order: `before` never came in the run that failed. */
  readonly missing?: true
  /** Of an event between two: what it came after. */
  readonly after?: EventText
  /** In so many of the runs that failed. */
  readonly failed: { readonly runs: number; readonly of: number }
  /** So many runs that passed were looked at; it is so in none of them. */
  readonly passed: number
  /** What came last before the difference, in both examples. */
  readonly common?: EventText
  /** The lanes of the rows; absent where they are all. */
  readonly lanes?: readonly string[]
  readonly examples: { readonly passed: ExampleRun; readonly failed: ExampleRun }
}

/** An event as the transcript has it; a long text is cut. */
export interface EventText {
  readonly lane: string
  readonly mark: Mark
  readonly text: string
}

/** An event of one run, as the transcript has it. */
export interface SeenEvent extends EventText {
  /** The transcript of a run that passes does not have it. */
  readonly unshown?: true
  /** Microseconds since the scenario's start: when it came. */
  readonly at: number
}

/** One run, as an example of those that passed or of those that failed. */
export interface ExampleRun {
  /** Counted from 1. */
  readonly run: number
  /** Its recording, as messages show it. */
  readonly recording?: string
  /** The event that both have last, where there is one, and what came next. */
  readonly rows: readonly ExampleRow[]
}

/** A row of an example. */
export interface ExampleRow extends SeenEvent {
  /** It is the event by which the two differ. */
  readonly differs?: true
}
