import type { RunLane } from '../lane/lane.ts'
import { bugOr } from '../guard/bug.ts'
import type { Deadlines, Hopeful } from '../time/deadlines.ts'
import { stepDeadline } from '../time/scaled.ts'
import { movement } from './movement.ts'
import { stopRun, type RunContext, type StepPosition, type RunSetup, type WaitContext } from '../context/run-context.ts'

/** Milliseconds that the present step may take, before what still moves is asked for. */
export function deadlineOf(context: StepPosition & RunSetup): number {
  return stepDeadline(context, context.step)
}

/** Milliseconds beyond its limit that are worth a word. */
const worthAWord = 100

/** The failure's text about the time that a step got beyond its deadline, and the reason; empty when it got none. */
export function timeGranted({ granted, moving }: Pick<RunContext, 'granted' | 'moving'>): string {
  if (moving === undefined || granted < worthAWord) return ''
  return ` (waited ${(granted / 1000).toFixed(1)}s longer, because ${moving})`
}

/** What a deadline asks of its waiter. */
export interface Waiter {
  /** Looks once more; true when the wait is over. */
  look(): boolean
  /** Nothing moves any more. */
  late(): void
  /** Nothing can come any more, before the deadline; absent where what is waited for may come from elsewhere. */
  hopeless?(): void
  /** See `Overdue`. */
  partial?(lane: RunLane): boolean
}

/**
 * The deadline of a wait, so many milliseconds from now. When it is over, one more turn of polling passes, so that a busy machine
 * never turns what has already arrived into a failure; and while what is waited for still moves it is not over.
 */
export function startDeadline(context: WaitContext, milliseconds: number, waiter: Waiter): { stop(): void } {
  return new Deadline(context, context.clock.micros() + milliseconds * 1000, waiter)
}

/** The same for what the step has left, or for so many milliseconds where those are more. */
export function startStepDeadline(context: WaitContext, least: number, waiter: Waiter): { stop(): void } {
  const left = context.stepBegan + (deadlineOf(context) + context.granted) * 1000
  const due = least === 0 ? left : Math.max(left, context.clock.micros() + least * 1000)
  return new Deadline(context, due, waiter)
}

/** An object rather than closures: each step that waits has one, and nearly none is ever over. */
class Deadline implements Hopeful {
  readonly #context: WaitContext
  readonly #waiter: Waiter
  #stopped = false
  #wait: ReturnType<Deadlines['start']>

  /** `due` in microseconds since the start. */
  constructor(context: WaitContext, due: number, waiter: Waiter) {
    this.#context = context
    this.#waiter = waiter
    this.#wait = context.deadlines.startAt(due, this.#late, this)
  }

  readonly #late = (): void => {
    const context = this.#context
    const lateness = (context.clock.micros() - this.#wait.due) / 1000
    // An unhandled error would leave the waiters waiting for ever.
    setImmediate(() => void this.#decide(lateness).catch((error: unknown) => stopRun(context, bugOr(context, error))))
  }

  async #decide(lateness: number): Promise<void> {
    const context = this.#context
    const waiter = this.#waiter
    if (this.#stopped || waiter.look()) return
    const limit = deadlineOf(context)
    const elapsed = () => (context.clock.micros() - context.stepBegan) / 1000
    const moving = await movement(context, {
      limit,
      elapsed: elapsed(),
      lateness,
      strict: context.step?.within !== undefined,
      ...(waiter.partial === undefined ? {} : { partial: (lane: RunLane) => waiter.partial?.(lane) === true }),
    })
    if (this.#stopped || waiter.look()) return
    if (moving === undefined) return waiter.late()
    context.moving = moving.words
    context.granted = elapsed() + moving.more - limit
    this.#wait = context.deadlines.start(moving.more, this.#late)
  }

  giveUp(): void {
    if (!this.#stopped && !this.#waiter.look()) this.#waiter.hopeless?.()
  }

  stop(): void {
    this.#stopped = true
    this.#context.deadlines.stop(this.#wait)
  }
}
