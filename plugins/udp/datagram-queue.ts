import type { Socket } from 'node:dgram'
import { WriteQueue } from '../../src/plugin.ts'

/** Where a datagram goes. */
export interface Peer {
  readonly host: string
  readonly port: number
}

/** Datagrams sent without a turn of the event loop between; more would overrun a reader in the same process. */
const burst = 16

interface Datagram {
  readonly bytes: Uint8Array
  readonly to: Peer | undefined
}

interface Outcome {
  sent(bytes: Uint8Array): void
  /** The datagram before this one met ECONNREFUSED: this one was not sent and is tried again. */
  refused(): void
  failed(error: NodeJS.ErrnoException): void
}

/** Sends datagrams one behind the other; an address of undefined is the socket's connected peer. */
export class DatagramQueue {
  readonly #socket: Socket
  readonly #outcome: Outcome
  readonly #queue: WriteQueue<Datagram>
  #sending = false
  #closed = false
  #inBurst = 0

  constructor(socket: Socket, outcome: Outcome) {
    this.#socket = socket
    this.#outcome = outcome
    this.#queue = new WriteQueue<Datagram>({
      isFull: () => this.#sending,
      take: (datagram) => this.#take(datagram),
    })
  }

  get empty(): boolean {
    return this.#queue.empty && !this.#sending
  }

  put(bytes: Uint8Array, times: number, to: Peer | undefined): void {
    this.#queue.put({ bytes, to }, times)
  }

  /** Resolves when everything has been handed to the kernel. */
  drained(): Promise<void> {
    return this.#queue.drained()
  }

  close(): void {
    this.#closed = true
    this.#sending = false
    this.#queue.close()
  }

  #take(datagram: Datagram): number {
    this.#sending = true
    this.#inBurst = (this.#inBurst + 1) % burst
    if (this.#inBurst > 0) this.#send(datagram)
    else setImmediate(() => this.#send(datagram))
    return 1
  }

  #send(datagram: Datagram): void {
    if (this.#closed) return
    const { bytes, to } = datagram
    const done = (error: NodeJS.ErrnoException | null) => {
      if (this.#closed) return
      if (error?.code === 'ECONNREFUSED') {
        // The kernel hands a pending refusal to the next send instead of sending.
        this.#outcome.refused()
        return this.#send(datagram)
      }
      if (error === null) this.#outcome.sent(bytes)
      else this.#outcome.failed(error)
      this.#sending = false
      this.#queue.run()
    }
    if (to === undefined) this.#socket.send(bytes, done)
    else this.#socket.send(bytes, to.port, to.host, done)
  }
}
