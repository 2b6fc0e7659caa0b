import { Buffer } from 'node:buffer'
import type { Framer } from '../model/framer.ts'

const smallest = 1024
type Found = (line: string, next: number, bytes: Buffer) => void

/** Cuts what a server receives into lines for its own use, by its framing, wherever the chunks are cut. */
export class LineReader {
  readonly #framer: Framer
  readonly #line: Found
  /** The beginning of the line that is not whole yet: the first `#kept` bytes, looked at already. */
  #rest = Buffer.alloc(0)
  #kept = 0

  /** `line` is called for each whole line, with the place behind it in the chunk that ended it, and its bytes, which hold until then. */
  constructor(framer: Framer, line: Found) {
    this.#framer = framer
    this.#line = line
  }

  push(chunk: Buffer): void {
    const before = this.#kept
    if (before > 0) this.#keep(chunk)
    const bytes = before > 0 ? this.#rest : chunk
    const end = before + chunk.length
    let from = 0
    for (let cut = this.#framer.find(bytes, 0, end, before); cut !== undefined;) {
      this.#line(bytes.toString('utf8', cut.start, cut.end), cut.next - before, bytes.subarray(cut.start, cut.end))
      from = cut.next
      cut = this.#framer.find(bytes, from, end, from)
    }
    this.#kept = 0
    if (from < end) this.#keep(bytes.subarray(from, end))
  }

  /** An unfinished rest is a line, too. */
  end(): void {
    if (this.#kept === 0) return
    const rest = this.#rest.subarray(0, this.#kept)
    this.#kept = 0
    this.#line(rest.toString(), 0, rest)
  }

  /** Room doubles, so that a long line that comes in many chunks is not copied for each of them. */
  #keep(bytes: Buffer): void {
    const length = this.#kept + bytes.length
    if (length > this.#rest.length) {
      const larger = Buffer.allocUnsafe(Math.max(smallest, 2 * length))
      this.#rest.copy(larger, 0, 0, this.#kept)
      this.#rest = larger
    }
    bytes.copy(this.#rest, this.#kept)
    this.#kept = length
  }
}
