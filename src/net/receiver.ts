import type { Lane } from '../model/actor.ts'
import type { Behaviour, Talk } from './behaviour.ts'
import { Decoder, type Encoding } from './decoder.ts'

const reused = { reused: true }

/** Hands what a connection receives to its kind, and to its lane through an encoding if there is one. */
export class Receiver {
  readonly #lane: Lane
  readonly #behaviour: Behaviour
  #decoder: Decoder | undefined
  #over = false

  constructor(lane: Lane, behaviour: Behaviour) {
    this.#lane = lane
    this.#behaviour = behaviour
    this.decodeAs(behaviour.encoding)
  }

  /** A chunk has come from the peer. */
  received(chunk: Buffer, connection: Talk): void {
    if (this.#behaviour.received === undefined) this.receive(chunk)
    else this.#behaviour.received(chunk, connection)
  }

  /** The same of a large chunk that is valid only now; false when it is to come as any other. */
  taken(chunk: Buffer): boolean {
    if (this.#behaviour.received !== undefined || this.#decoder !== undefined) return false
    this.#lane.receive(chunk, reused)
    return true
  }

  /** `ignored` when it does not count. */
  receive(bytes: Buffer, ignored = false): void {
    if (ignored) return this.#lane.receive(bytes, { ignored })
    const received = this.#decoder === undefined ? bytes : this.#decoder.decode(bytes)
    if (received.length > 0) this.#lane.receive(received)
  }

  /** The last byte has come. */
  end(connection: Talk): void {
    if (this.#over) return
    this.#over = true
    this.#behaviour.receivedAll?.(connection)
    this.#receiveRest()
  }

  decodeAs(encoding: Encoding | undefined): void {
    this.#receiveRest()
    this.#decoder = encoding === undefined ? undefined : new Decoder(encoding)
  }

  #receiveRest(): void {
    const rest = this.#decoder?.end()
    if (rest !== undefined && rest.length > 0) this.#lane.receive(rest)
  }
}
