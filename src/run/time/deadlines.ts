import type { Clock } from './clock.ts'

export interface Wait {
  /** Microseconds since the scenario's start. */
  readonly due: number
  readonly late: () => void
  readonly of?: Hopeful | undefined
}

/** Who waits for something that can be known not to come any more. */
export interface Hopeful {
  /** Nothing can come any more, before the deadline. */
  giveUp(): void
}

/**
 * The deadlines of what a run waits for, on one timer: nearly every wait is over long before its deadline, so that arming and
 * disarming a timer for each would be a good part of what a step costs.
 */
export class Deadlines {
  readonly #clock: Clock
  /** One of them; a run that waits for one thing at a time has no other. */
  #only: Wait | undefined
  readonly #waits = new Set<Wait>()
  #timer: NodeJS.Timeout | undefined
  #armed = 0

  constructor(clock: Clock) {
    this.#clock = clock
  }

  /** Calls `late` once, so many milliseconds from now, unless what it answers is handed to `stop` before. */
  start(milliseconds: number, late: () => void): Wait {
    return this.startAt(this.#clock.micros() + milliseconds * 1000, late)
  }

  /** The same for a time in microseconds since the start; `of` can be given up before. */
  startAt(due: number, late: () => void, of?: Hopeful): Wait {
    const wait = { due, late, of }
    if (this.#only === undefined) this.#only = wait
    else this.#waits.add(wait)
    if (this.#timer === undefined || wait.due < this.#armed) this.#arm(wait.due)
    return wait
  }

  stop(wait: Wait): void {
    if (wait === this.#only) this.#only = undefined
    else this.#waits.delete(wait)
  }

  /** All that is waited for now. */
  get open(): readonly Wait[] {
    return this.#only === undefined ? [...this.#waits] : [this.#only, ...this.#waits]
  }

  /** Those of these that are still open are given up, where that is possible. */
  giveUp(waits: readonly Wait[]): void {
    for (const wait of waits) if (wait === this.#only || this.#waits.has(wait)) wait.of?.giveUp()
  }

  close(): void {
    clearTimeout(this.#timer)
    this.#timer = undefined
    this.#only = undefined
    this.#waits.clear()
  }

  #arm(due: number): void {
    clearTimeout(this.#timer)
    this.#armed = due
    this.#timer = setTimeout(() => this.#ring(), Math.max(1, Math.ceil((due - this.#clock.micros()) / 1000)))
  }

  #ring(): void {
    this.#timer = undefined
    const now = this.#clock.micros()
    let next = Number.POSITIVE_INFINITY
    if (this.#only !== undefined) this.#waits.add(this.#only)
    this.#only = undefined
    for (const wait of this.#waits) {
      if (wait.due > now) next = Math.min(next, wait.due)
      else {
        this.#waits.delete(wait)
        wait.late()
      }
    }
    // One that was late may have started another, which armed the timer for itself alone.
    if (this.#waits.size > 0 && (this.#timer === undefined || next < this.#armed)) this.#arm(next)
  }
}
