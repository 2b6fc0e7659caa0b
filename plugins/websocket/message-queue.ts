import type { WebSocket } from 'ws'
import { WriteQueue } from '../../src/plugin.ts'

/** Messages that the socket may have at a time. */
const most = 64

interface Message {
  readonly bytes: Uint8Array
  readonly binary: boolean
}

/** Sends messages one behind the other, each as often as it asks for, and minds back-pressure. */
export class MessageQueue {
  readonly #socket: WebSocket
  readonly #queue: WriteQueue<Message>
  #unsent = 0

  constructor(socket: WebSocket) {
    this.#socket = socket
    this.#queue = new WriteQueue<Message>({
      isFull: () => this.#unsent >= most,
      take: (message, times) => this.#take(message, times),
    })
    socket.once('close', () => this.#queue.close())
  }

  /** True while the kernel does not have everything. */
  get busy(): boolean {
    return !this.#queue.empty || this.#unsent > 0
  }

  put(bytes: Uint8Array, times: number, binary: boolean): void {
    this.#queue.put({ bytes, binary }, times)
  }

  drained(): Promise<void> {
    return this.#queue.drained()
  }

  #take({ bytes, binary }: Message, times: number): number {
    // Behind a Close frame nothing is sent any more.
    if (this.#socket.readyState !== this.#socket.OPEN) return times
    this.#unsent += 1
    this.#socket.send(bytes, { binary }, () => {
      this.#unsent -= 1
      this.#queue.run()
    })
    return 1
  }
}
