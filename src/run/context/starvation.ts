import type { RunDelay } from '../../kernel/run-delay.ts'

/** A thread of the run, and how the failure calls it when it has no processor. */
export interface Thread {
  readonly words: string
  readonly delay: RunDelay
}

/** What is known of the want of processors in the present step. */
export interface Starvation {
  /** When its deadline last asked what moves, in microseconds; at first, when it began. */
  asked: number
  /** Milliseconds that it was given because of it. */
  given: number
  /** The kernel's state of every thread at the last look, if nothing else has moved since. */
  threads?: ReadonlyMap<string, Thread> | undefined
}
