import { Buffer } from 'node:buffer'
import type { Talk } from '../net/behaviour.ts'

/** Passes on what has been received, up to the line that is answered next. */
export class Passing {
  /** A line is passed on when it is whole, since one that does not count is not. */
  readonly holds: boolean
  connection: Talk | undefined
  #chunk: Buffer = Buffer.alloc(0)
  #passed = 0
  #held: Buffer[] = []
  /** What waits for a connection that is about to go on in another way. */
  #waiting: Buffer[] | undefined

  constructor(holds: boolean) {
    this.holds = holds
  }

  get diverted(): boolean {
    return this.#waiting !== undefined
  }

  /** What comes from now on is no part of the conversation, and waits. */
  divert(): void {
    this.#waiting ??= this.#held.splice(0)
  }

  /** Takes what has waited; what comes now belongs to the conversation again. */
  rejoin(): Uint8Array {
    const bytes = Buffer.concat(this.#waiting ?? [])
    this.#waiting = undefined
    return bytes
  }

  /** Takes what is no whole line yet. */
  takeHeld(): Uint8Array {
    return Buffer.concat(this.#held.splice(0))
  }

  begin(chunk: Buffer, connection: Talk): void {
    this.#chunk = chunk
    this.#passed = 0
    this.connection = connection
  }

  /** What stands before this place of the chunk. */
  pass(next: number, ignored: boolean): void {
    const bytes = this.#take(next)
    if (bytes.length > 0) this.connection?.receive(bytes, ignored)
  }

  end(): void {
    const rest = this.#chunk.subarray(this.#passed)
    if (rest.length === 0) return
    if (this.#waiting !== undefined) this.#waiting.push(Buffer.from(rest))
    else if (this.holds) this.#held.push(Buffer.from(rest))
    else this.connection?.receive(rest)
  }

  /** No more comes: an unfinished line is passed on as it is. */
  flush(connection: Talk): void {
    this.#chunk = Buffer.alloc(0)
    this.#passed = 0
    const bytes = this.#take(0)
    if (bytes.length > 0) connection.receive(bytes)
  }

  #take(next: number): Buffer {
    const own = this.#chunk.subarray(this.#passed, next)
    this.#passed = next
    if (this.#held.length === 0) return own
    return Buffer.concat([...this.#held.splice(0), own])
  }
}
