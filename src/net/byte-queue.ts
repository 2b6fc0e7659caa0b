import { Buffer } from 'node:buffer'
import type { Writable } from 'node:stream'
import { WriteQueue } from './write-queue.ts'

const blockSize = 64 * 1024
const nothing = new Uint8Array(0)

/**
 * Writes messages to a stream of bytes in order, however many there are, and never has more than about a block in memory beyond what
 * the kernel takes: when `write()` answers false, it goes on at `drain`.
 */
export class ByteQueue {
  readonly #stream: Writable
  readonly #queue: WriteQueue<Uint8Array>
  #full = false
  #ending = false
  /** Our side has been ended, and all that was queued before is the kernel's. */
  sentAll = false
  /** The message that was written last, and several copies of it in one block. */
  #block: { readonly of: Uint8Array; readonly bytes: Uint8Array } | undefined

  /** `drained` is called when a write had answered false and all that was queued has left. */
  constructor(stream: Writable, drained?: () => void) {
    this.#stream = stream
    this.#queue = new WriteQueue<Uint8Array>({
      isFull: () => this.#full,
      take: (bytes, times) => this.#write(bytes, times),
    })
    stream.on('drain', () => {
      this.#full = false
      this.#run()
      if (!this.#full) drained?.()
    })
    stream.on('close', () => this.#queue.close())
  }

  /** Bytes that the stream has not been handed yet. */
  get pending(): number {
    return this.#queue.waiting((bytes) => bytes.length)
  }

  /** Our side has been ended, or will be behind what is queued. */
  get ending(): boolean {
    return this.#ending
  }

  /** False when the peer does not keep up: hold back until `drained`. */
  send(bytes: Uint8Array, times = 1): boolean {
    if (times === 1 && !this.#full && this.#queue.idle) this.#full = !this.#stream.write(bytes)
    else this.#queue.put(bytes, times)
    return !this.#full
  }

  /** Ends our side behind all that is queued. */
  end(): void {
    this.#ending = true
    this.#run()
  }

  /** Resolves when all that is queued has been handed to the kernel. */
  async flushed(): Promise<void> {
    await this.#queue.drained()
    // Writes are done in order, so the callback of an empty one proves that all before it are done.
    await new Promise<void>((resolve) => this.#stream.write(nothing, () => resolve()))
  }

  #run(): void {
    this.#queue.run()
    if (!this.#ending || !this.#queue.empty || this.#stream.writableEnded) return
    // Only over TLS something of our own comes behind the data, and it matters which of them a peer has not read.
    if ('encrypted' in this.#stream && !this.#stream.destroyed)
      this.#stream.write(nothing, (error) => (this.sentAll = error === undefined || error === null))
    this.#stream.end()
  }

  #write(bytes: Uint8Array, times: number): number {
    const most = Math.max(1, Math.min(times, Math.floor(blockSize / Math.max(1, bytes.length))))
    this.#full = !this.#stream.write(most === 1 ? bytes : this.#copies(bytes, most))
    return most
  }

  #copies(bytes: Uint8Array, count: number): Uint8Array {
    const length = count * bytes.length
    if (this.#block?.of !== bytes || this.#block.bytes.length < length)
      this.#block = { of: bytes, bytes: Buffer.alloc(length, bytes) }
    return this.#block.bytes.subarray(0, length)
  }
}
