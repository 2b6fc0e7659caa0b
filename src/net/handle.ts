import { Buffer } from 'node:buffer'
import { readSync } from 'node:fs'
import type { Socket } from 'node:net'

/** What net keeps to itself: the handle below a socket. */
interface Handle {
  readonly fd?: number
  reading?: boolean
  getpeername?(address: object): number
  readStart?(): number
  readStop?(): number
}

const handleOf = (socket: Socket) => (socket as Socket & { readonly _handle?: Handle | null })._handle ?? undefined
const probe = Buffer.alloc(1)

/**
 * Whether the end that a socket has just seen was an RST: behind data, libuv takes the hang-up for an end of file and never reads
 * the error. Ask inside the `end` handler, while the descriptor is open. One more read tells ECONNRESET after an RST and 0 after a
 * FIN, but also 0 after an RST whose error a write has taken, such as that of a TLS session ticket: then the peer's name is gone.
 */
export function endedByReset(socket: Socket): boolean {
  const handle = handleOf(socket)
  if (handle === undefined) return false
  // When both sides have ended, the kernel forgets the name of the peer as well.
  const peerForgotten = () => !socket.writableEnded && (handle.getpeername?.({}) ?? 0) < 0
  if (handle.fd === undefined || handle.fd < 0) return peerForgotten()
  try {
    return readSync(handle.fd, probe, 0, 1, null) === 0 && peerForgotten()
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'EAGAIN'
  }
}

/** Stops reading at once. `pause()` alone goes on until the stream's buffer is full, and an unread kernel queue decides FIN or RST. */
function stopReading(socket: Socket): void {
  socket.pause()
  const handle = handleOf(socket)
  if (handle?.reading !== true || socket.connecting) return
  handle.reading = false
  handle.readStop?.()
}

function startReading(socket: Socket): void {
  const handle = handleOf(socket)
  if (handle !== undefined && handle.reading !== true && !socket.connecting && !socket.readableEnded) {
    handle.reading = true
    handle.readStart?.()
  }
  socket.resume()
}

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
