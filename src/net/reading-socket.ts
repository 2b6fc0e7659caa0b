import { Buffer } from 'node:buffer'
import { Socket, type OnReadOpts, type SocketConstructorOpts } from 'node:net'
import { readInto } from './handle.ts'

/** Bytes that one read takes at the most. */
const size = 256 * 1024
/** The same where exactly so many bytes are to be read before a pause: what has been read beyond is no longer the peer's. */
const little = 64 * 1024
/** Fewer bytes are copied in less time than a view of them takes. */
const least = 16 * 1024

/** What came over any of these sockets in one read; for each read of its own, memory would be asked for and given back. */
let shared: Buffer | undefined

/** Takes what came in a large piece, which is valid only until it returns; false when it stands in the way of what has come before. */
export type Taker = (this: ReadingSocket, bytes: Buffer) => boolean

/** A socket whose reads share one buffer. Its `data` are copies, as of any other; only its taker sees the buffer itself. */
export class ReadingSocket extends Socket {
  taker: Taker | undefined
  #less = false

  constructor(how: SocketConstructorOpts) {
    shared ??= Buffer.allocUnsafeSlow(size)
    const onread: OnReadOpts = { buffer: shared, callback: taken }
    super({ ...how, onread } as SocketConstructorOpts)
  }

  /** A pause comes nearer: each read takes less from now on. */
  readLess(): void {
    if (this.#less) return
    this.#less = true
    readInto(this, (shared as Buffer).subarray(0, little))
  }
}

/** Node calls it as a method of the socket. */
function taken(this: ReadingSocket, length: number): boolean {
  const bytes = (shared as Buffer).subarray(0, length)
  if (length >= least && this.readableFlowing === true && this.readableLength === 0 && this.taker?.(bytes) === true)
    return true
  return this.push(Buffer.from(bytes))
}
