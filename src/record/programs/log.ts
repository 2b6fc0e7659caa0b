import type { SeenEvent, TimelessEvent } from '../session.ts'

/** Collects what is seen, in its order. */
export class SessionLog {
  readonly events: SeenEvent[] = []
  readonly #micros: () => number
  #over = false

  constructor(micros: () => number) {
    this.#micros = micros
  }

  add(event: TimelessEvent): void {
    if (!this.#over) this.events.push({ at: Math.round(this.#micros()), ...event })
  }

  /** What comes from now on is only what the end of the recording brings about. */
  end(): void {
    this.#over = true
  }
}
