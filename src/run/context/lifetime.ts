import type { Readiness } from '../../model/actor.ts'

/**
 * Whether one life of an actor is over for the run. Its signal is made when its kind first asks: most never do, and an
 * AbortController costs more than most of what a start needs.
 */
export class Lifetime {
  #controller: AbortController | undefined
  #reason: unknown
  /** What its start waits for. */
  readiness: Readiness | undefined
  over = false

  get signal(): AbortSignal {
    if (this.#controller === undefined) {
      this.#controller = new AbortController()
      if (this.over) this.#controller.abort(this.#reason)
    }
    return this.#controller.signal
  }

  end(reason: string): void {
    if (this.over) return
    this.over = true
    this.#reason = reason
    this.#controller?.abort(reason)
  }
}
