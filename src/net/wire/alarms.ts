import type { Fault } from './fault.ts'

interface Alarm {
  readonly at: number
  fault: Fault
  readonly timer: NodeJS.Timeout
}

/** What faults do by time alone. */
export class Alarms {
  readonly #alarms = new Set<Alarm>()

  /** Milliseconds until the next of them; undefined when there is none. */
  dueIn(): number | undefined {
    const next = Math.min(...[...this.#alarms].map(({ at }) => at))
    return next === Infinity ? undefined : Math.max(0, next - performance.now())
  }

  /** Calls in so many milliseconds, with what is left of the fault then. */
  set(milliseconds: number, fault: Fault, call: (fault: Fault) => void): void {
    const timer = setTimeout(() => {
      this.#alarms.delete(alarm)
      call(alarm.fault)
    }, milliseconds)
    const alarm: Alarm = { at: performance.now() + milliseconds, fault, timer }
    this.#alarms.add(alarm)
  }

  /** `left` answers what is left of each fault; answers those that it was not asked to leave whole. */
  clear(left: (fault: Fault) => Fault | undefined): Fault[] {
    const cleared: Fault[] = []
    for (const alarm of this.#alarms) {
      const fault = left(alarm.fault)
      if (fault !== alarm.fault) cleared.push(alarm.fault)
      if (fault !== undefined) alarm.fault = fault
      else this.#remove(alarm)
    }
    return cleared
  }

  stop(): void {
    for (const alarm of this.#alarms) this.#remove(alarm)
  }

  #remove(alarm: Alarm): void {
    clearTimeout(alarm.timer)
    this.#alarms.delete(alarm)
  }
}
