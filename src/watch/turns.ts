/** Gives pieces of work the event loop one after another, each in a turn of its own, so that a key waits for one of them at most. */
export class Turns {
  #last: Promise<unknown> = Promise.resolve()

  /** Resolves when it is the caller's turn. */
  next(): Promise<void> {
    const turn = this.#last.then(() => new Promise<void>((resolve) => void setImmediate(resolve)))
    this.#last = turn
    return turn
  }
}
