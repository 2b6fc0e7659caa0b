import type { WebSocket } from 'ws'

/** Messages handed to the socket before it has to have caught up. */
const batch = 64

interface Load {
  readonly bytes: Uint8Array
  readonly binary: boolean
  times: number
}

/** Sends messages one behind the other, each as often as it says, and minds back-pressure. */
export class Outbox {
  readonly #socket: WebSocket
  readonly #loads: Load[] = []
  #unsent = 0
  #running = false
  #waiting: (() => void)[] = []

  constructor(socket: WebSocket) {
    this.#socket = socket
    socket.once('close', () => this.#finish())
  }

  /** True while the kernel does not have everything. */
  get busy(): boolean {
    return this.#running || this.#unsent > 0
  }

  put(bytes: Uint8Array, times: number, binary: boolean): void {
    if (times < 1 || this.#socket.readyState !== this.#socket.OPEN) return
    this.#loads.push({ bytes, binary, times })
    if (!this.#running) this.#run()
  }

  /** Resolves when everything has been handed to the socket, or never will be. */
  async drained(): Promise<void> {
    if (this.#running) await new Promise<void>((resolve) => this.#waiting.push(resolve))
  }

  #run(): void {
    this.#running = true
    for (let messages = 1; ; messages++) {
      const [load] = this.#loads
      if (load === undefined || this.#socket.readyState !== this.#socket.OPEN) return this.#finish()
      load.times -= 1
      if (load.times === 0) this.#loads.shift()
      this.#unsent += 1
      const wait = messages === batch && this.#loads.length > 0
      this.#socket.send(load.bytes, { binary: load.binary }, () => {
        this.#unsent -= 1
        if (wait) this.#run()
      })
      if (wait) return
    }
  }

  #finish(): void {
    this.#running = false
    this.#loads.length = 0
    for (const resolve of this.#waiting.splice(0)) resolve()
  }
}
