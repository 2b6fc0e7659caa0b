import type { Socket } from 'node:dgram'
import type { Address } from './address.ts'

/** Datagrams sent without a turn of the event loop between; more would overrun a reader in the same process. */
const burst = 16

interface Parcel {
  readonly bytes: Uint8Array
  readonly to: Address | undefined
  times: number
}

interface Outcome {
  sent(bytes: Uint8Array): void
  /** The datagram before this one was refused: this one was not sent and is tried again. */
  refused(): void
  failed(error: NodeJS.ErrnoException): void
}

/** Sends datagrams one behind the other; an address of undefined is the socket's connected peer. */
export class Outbox {
  readonly #socket: Socket
  readonly #outcome: Outcome
  readonly #parcels: Parcel[] = []
  #sending = false
  #closed = false
  #inBurst = 0
  #emptied: (() => void)[] = []

  constructor(socket: Socket, outcome: Outcome) {
    this.#socket = socket
    this.#outcome = outcome
  }

  get empty(): boolean {
    return !this.#sending
  }

  put(bytes: Uint8Array, times: number, to: Address | undefined): void {
    if (this.#closed || times < 1) return
    this.#parcels.push({ bytes, times, to })
    if (!this.#sending) this.#next()
  }

  /** Resolves when everything has been handed to the kernel. */
  async drained(): Promise<void> {
    if (this.#sending) await new Promise<void>((resolve) => this.#emptied.push(resolve))
  }

  close(): void {
    this.#closed = true
    this.#finish()
  }

  #finish(): void {
    this.#sending = false
    this.#parcels.length = 0
    for (const resolve of this.#emptied.splice(0)) resolve()
  }

  #next(): void {
    const parcel = this.#parcels[0]
    if (parcel === undefined || this.#closed) return this.#finish()
    this.#sending = true
    this.#inBurst += 1
    if (this.#inBurst < burst) return this.#send(parcel)
    this.#inBurst = 0
    setImmediate(() => (this.#closed ? this.#finish() : this.#send(parcel)))
  }

  #send(parcel: Parcel): void {
    const done = (error: Error | null) => {
      if (this.#closed) return this.#finish()
      if (error !== null && (error as NodeJS.ErrnoException).code === 'ECONNREFUSED') {
        // The kernel hands a pending refusal to the next send instead of sending.
        this.#outcome.refused()
        return this.#send(parcel)
      }
      if (error === null) this.#outcome.sent(parcel.bytes)
      else this.#outcome.failed(error)
      parcel.times -= 1
      if (parcel.times === 0) this.#parcels.shift()
      this.#next()
    }
    if (parcel.to === undefined) this.#socket.send(parcel.bytes, done)
    else this.#socket.send(parcel.bytes, parcel.to.port, parcel.to.host, done)
  }
}
