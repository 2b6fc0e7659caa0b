import type { Buffer } from 'node:buffer'
import type { Socket } from 'node:net'
import { startReading, stopReading } from './handle.ts'
import { ReadingSocket } from './reading-socket.ts'

/** Whether a socket is read: not while a step has paused it, nor while it is held because its peer does not keep up. */
export class Reading {
  readonly #socket: Socket
  #held = false
  /** So many bytes more are read before it is paused. */
  #left: number | undefined
  paused = false

  constructor(socket: Socket) {
    this.#socket = socket
  }
  /** How many bytes are left until a pause that a step has asked for. */
  get left(): number | undefined {
    return this.#left
  }
  /** For failure reports; undefined while all is read. */
  get shown(): string | undefined {
    if (this.paused) return 'reading paused'
    return this.#left === undefined
      ? undefined
      : `reading pauses after ${this.#left} more ${this.#left === 1 ? 'byte' : 'bytes'}`
  }
  /** At once, or when so many bytes more have come. */
  pause(paused: boolean, after?: number): void {
    this.#left = paused ? after : undefined
    if (after !== undefined && this.#socket instanceof ReadingSocket) this.#socket.readLess()
    this.paused = paused && after === undefined
    this.#apply()
  }
  /** Of what has been read, as much as may be before a pause; the rest comes first when reading goes on. */
  cut(chunk: Buffer): Buffer {
    if (this.#left === undefined) return chunk
    const taken = chunk.subarray(0, this.#left)
    this.#left -= taken.length
    if (this.#left > 0) return taken
    this.pause(true)
    if (taken.length < chunk.length) this.#socket.unshift(chunk.subarray(taken.length))
    return taken
  }
  hold(held: boolean): void {
    this.#held = held
    this.#apply()
  }
  #apply(): void {
    if (this.paused || this.#held) stopReading(this.#socket)
    else startReading(this.#socket)
  }
}
