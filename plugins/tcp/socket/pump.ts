import { Buffer } from 'node:buffer'
import type { Socket } from 'node:net'

interface Job {
  /** One or more copies of the message, at most about `blockSize` bytes unless one message is larger. */
  readonly block: Uint8Array
  /** Copies in a block. */
  readonly copies: number
  readonly length: number
  /** Messages still to be written. */
  left: number
}

const blockSize = 64 * 1024
const nothing = new Uint8Array(0)

/**
 * Writes messages in order, however many there are, and never has more than about a block in memory beyond what the kernel takes:
 * when `write()` says no, it goes on at `drain`.
 */
export class Pump {
  readonly #socket: Socket
  readonly #queue: Job[] = []
  #blocked = false
  #flushing: (() => void) | undefined
  /** Our side has been ended, or will be behind what is queued. */
  ending = false

  /** `drained` is called when a write had said no and all that was queued has left. */
  constructor(socket: Socket, drained: () => void) {
    this.#socket = socket
    socket.on('drain', () => {
      this.#blocked = false
      this.#run()
      if (!this.#blocked) drained()
    })
  }

  /** Bytes that have not been handed to the socket yet. */
  get pending(): number {
    return this.#queue.reduce((all, job) => all + job.length * job.left, 0)
  }

  /** False when the peer does not keep up: hold back until `drained`. */
  send(bytes: Uint8Array, times: number): boolean {
    if (times === 1 && !this.#blocked && this.#queue.length === 0) {
      if (!this.#socket.write(bytes)) this.#blocked = true
      return !this.#blocked
    }
    const copies = Math.max(1, Math.min(times, Math.floor(blockSize / Math.max(1, bytes.length))))
    const block = copies === 1 ? bytes : Buffer.alloc(copies * bytes.length, bytes)
    this.#queue.push({ block, copies, length: bytes.length, left: times })
    this.#run()
    return !this.#blocked
  }

  /** Ends our side (FIN) behind all that is queued. */
  end(): void {
    this.ending = true
    this.#run()
  }

  /** Calls `done` when all that is queued has been handed to the kernel. */
  flush(done: () => void): void {
    this.#flushing = done
    this.#run()
  }

  #run(): void {
    for (let job = this.#queue[0]; job !== undefined && !this.#blocked; job = this.#queue[0]) {
      const copies = Math.min(job.copies, job.left)
      job.left -= copies
      if (job.left === 0) this.#queue.shift()
      if (!this.#socket.write(copies === job.copies ? job.block : job.block.subarray(0, copies * job.length)))
        this.#blocked = true
    }
    if (this.#queue.length > 0) return
    if (this.ending && !this.#socket.writableEnded) this.#socket.end()
    if (this.#flushing === undefined) return
    // Writes are done in order, so the callback of one that adds nothing tells that all before it are done.
    this.#socket.write(nothing, this.#flushing)
    this.#flushing = undefined
  }
}
