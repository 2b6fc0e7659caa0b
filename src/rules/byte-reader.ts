import { Buffer } from 'node:buffer'
import type { Talk } from '../net/behaviour.ts'
import type { Answering, Applies } from './answering.ts'
import type { Passing } from './passing.ts'

/** What is received up to this place of the chunk is one whole, and answered when a rule applies. */
export type Take = (next: number, connection: Talk, applies: Applies | undefined) => void

/** So many bytes that no rule fits are named. */
const shownBytes = 16

/** Cuts bytes without lines by the rules that they fit. */
export class ByteReader {
  readonly #answering: Answering
  readonly #passing: Passing
  readonly #take: Take
  /** Bytes that may begin something. */
  #rest: Buffer = Buffer.alloc(0)
  /** The byte before begins nothing, which is noted once for all bytes in a row. */
  #missing = false

  constructor(answering: Answering, passing: Passing, take: Take) {
    this.#answering = answering
    this.#passing = passing
    this.#take = take
  }

  push(chunk: Buffer): void {
    const { connection } = this.#passing
    if (connection === undefined) return
    const bytes = this.#rest.length === 0 ? chunk : Buffer.concat([this.#rest, chunk])
    const before = bytes.length - chunk.length
    let at = 0
    while (at < bytes.length && !connection.ending && !this.#passing.diverted) {
      const found = this.#answering.chooseBytes(bytes.subarray(at))
      if (found === 'more') break
      const length = found?.length ?? 1
      if (found === undefined && !this.#missing) this.#answering.missBytes(bytes.subarray(at, at + shownBytes))
      this.#missing = found === undefined
      at += length
      this.#take(at - before, connection, found)
    }
    this.#rest = Buffer.from(bytes.subarray(at))
  }
}
