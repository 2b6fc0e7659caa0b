import type { Readiness } from '../../model/actor.ts'

/**
 * Whether one life of an actor is over for the run. Its signal is made when its kind first asks: most never do, and an
 * AbortController costs more than most of what a start needs.
 */
export class Lifetime {
  #controller: AbortController | undefined
  #waiting: Set<() => void> | undefined
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

  /** Calls this when it ends, or at once when it has; not after what is answered has been called. */
  whenOver(end: () => void): () => void {
    if (this.over) end()
    else (this.#waiting ??= new Set()).add(end)
    return () => {
      this.#waiting?.delete(end)
      if (this.#waiting?.size === 0) this.#waiting = undefined
    }
  }

  end(reason: string): void {
    if (this.over) return
    this.over = true
    this.#reason = reason
    this.#controller?.abort(reason)
    for (const end of this.#waiting ?? []) end()
    this.#waiting = undefined
  }
}
