/** Who listens to something, in the order in which they began. */
export class Listeners<Value> {
  readonly #all = new Set<{ readonly call: (value: Value) => void }>()

  /** Adds one until the answer is called. */
  add(call: (value: Value) => void): () => void {
    const one = { call }
    this.#all.add(one)
    return () => void this.#all.delete(one)
  }

  call(value: Value): void {
    for (const { call } of Array.from(this.#all)) call(value)
  }

  /** Who began last. */
  get last(): ((value: Value) => void) | undefined {
    return Array.from(this.#all).at(-1)?.call
  }
}
