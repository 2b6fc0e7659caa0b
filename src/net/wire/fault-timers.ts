import type { Fault } from './fault.ts'

interface FaultTimer {
  readonly at: number
  fault: Fault
  readonly timer: NodeJS.Timeout
}

/** What faults do by time alone. */
export class FaultTimers {
  readonly #timers = new Set<FaultTimer>()

  /** Milliseconds until the next of them; undefined when there is none. */
  dueIn(): number | undefined {
    const next = Math.min(...[...this.#timers].map(({ at }) => at))
    return next === Infinity ? undefined : Math.max(0, next - performance.now())
  }

  /** Calls in so many milliseconds, with what is left of the fault then. */
  set(milliseconds: number, fault: Fault, call: (fault: Fault) => void): void {
    const timer = setTimeout(() => {
      this.#timers.delete(entry)
      call(entry.fault)
    }, milliseconds)
    const entry: FaultTimer = { at: performance.now() + milliseconds, fault, timer }
    this.#timers.add(entry)
  }

  /** `left` answers what is left of each fault; answers those that it was not asked to leave whole. */
  clear(left: (fault: Fault) => Fault | undefined): Fault[] {
    const cleared: Fault[] = []
    for (const entry of this.#timers) {
      const fault = left(entry.fault)
      if (fault !== entry.fault) cleared.push(entry.fault)
      if (fault !== undefined) entry.fault = fault
      else this.#remove(entry)
    }
    return cleared
  }

  stop(): void {
    for (const entry of this.#timers) this.#remove(entry)
  }

  #remove(entry: FaultTimer): void {
    clearTimeout(entry.timer)
    this.#timers.delete(entry)
  }
}
