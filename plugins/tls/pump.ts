import type { Writable } from 'node:stream'

interface Load {
  readonly bytes: Uint8Array
  times: number
}

/** Writes loads one behind the other, each as often as it says, and minds back-pressure. */
export class Pump {
  readonly #to: Writable
  readonly #loads: Load[] = []
  #closed = false
  #waiting: (() => void)[] = []

  constructor(to: Writable) {
    this.#to = to
    to.on('drain', () => this.#run())
    to.once('close', () => {
      this.#closed = true
      this.#loads.length = 0
      this.#run()
    })
  }

  /** True while something has not been handed to the stream. */
  get busy(): boolean {
    return this.#loads.length > 0
  }

  put(bytes: Uint8Array, times: number): void {
    if (times < 1 || this.#closed) return
    this.#loads.push({ bytes, times })
    if (this.#loads.length === 1 && !this.#to.writableNeedDrain) this.#run()
  }

  /** Resolves when everything has been handed to the stream, or never will be. */
  async drained(): Promise<void> {
    if (this.busy) await new Promise<void>((resolve) => this.#waiting.push(resolve))
  }

  #run(): void {
    for (let load = this.#loads[0]; load !== undefined; load = this.#loads[0]) {
      load.times -= 1
      if (load.times === 0) this.#loads.shift()
      if (!this.#to.write(load.bytes) && this.busy) return
    }
    for (const resolve of this.#waiting.splice(0)) resolve()
  }
}
