/** What a queue writes to. */
export interface Sink<Item> {
  /** It takes nothing now, until `run` of the queue is called. */
  isFull(): boolean
  /** Takes the item up to so many times, and answers how often it did: at least once. */
  take(item: Item, times: number): number
}

/** Hands items to a sink, one behind the other, each as often as it asks for, and waits while the sink is full. */
export class WriteQueue<Item> {
  readonly #sink: Sink<Item>
  readonly #jobs: { readonly item: Item; left: number }[] = []
  #running = false
  #closed = false
  #waiting: (() => void)[] = []

  constructor(sink: Sink<Item>) {
    this.#sink = sink
  }

  /** True when the sink has everything. */
  get empty(): boolean {
    return this.#jobs.length === 0
  }

  /** True when nothing waits here, so that what comes may go to the sink at once where that takes it. */
  get idle(): boolean {
    return this.#jobs.length === 0 && !this.#running && !this.#closed
  }

  /** What still waits, measured: `size` of each item, as often as it is left. */
  waiting(size: (item: Item) => number): number {
    return this.#jobs.reduce((all, { item, left }) => all + size(item) * left, 0)
  }

  put(item: Item, times: number): void {
    if (this.#closed || times < 1) return
    this.#jobs.push({ item, left: times })
    this.run()
  }

  /** Goes on; to be called when the sink is no longer full. */
  run(): void {
    // A sink that answers at once calls from within.
    if (this.#running) return
    this.#running = true
    for (let job = this.#jobs[0]; job !== undefined && !this.#sink.isFull(); job = this.#jobs[0]) {
      job.left -= this.#sink.take(job.item, job.left)
      if (job.left === 0) this.#jobs.shift()
    }
    this.#running = false
    if (this.#waiting.length > 0 && this.#isDrained()) for (const resolve of this.#waiting.splice(0)) resolve()
  }

  #isDrained(): boolean {
    return this.#closed || (this.empty && !this.#sink.isFull())
  }

  /** Resolves when the sink has everything and is no longer full, or is gone. */
  async drained(): Promise<void> {
    if (!this.#isDrained()) await new Promise<void>((resolve) => this.#waiting.push(resolve))
  }

  /** The sink is gone: what waits is dropped, and nothing more is taken. */
  close(): void {
    this.#closed = true
    this.#jobs.length = 0
    this.run()
  }
}
