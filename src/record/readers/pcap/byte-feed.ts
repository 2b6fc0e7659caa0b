/** Bytes that come in chunks, taken in pieces of a wanted length. No more than one chunk and one piece are held. */
export class ByteFeed {
  readonly #chunks: Iterator<Uint8Array>
  #held: Uint8Array = new Uint8Array()
  #at = 0
  #offset = 0

  constructor(chunks: Iterable<Uint8Array>) {
    this.#chunks = chunks[Symbol.iterator]()
  }

  /** Where the next byte stands in the file. */
  get offset(): number {
    return this.#offset
  }

  /** The next bytes, without taking them; fewer at the end. */
  peek(length: number): Uint8Array {
    while (this.#held.byteLength - this.#at < length) {
      const next = this.#chunks.next()
      if (next.done === true) break
      this.#held = joined(this.#held.subarray(this.#at), next.value)
      this.#at = 0
    }
    return this.#held.subarray(this.#at, this.#at + length)
  }

  /** Undefined when fewer are left, which are then taken. */
  take(length: number): DataView | undefined {
    const bytes = this.peek(length)
    this.#at += bytes.byteLength
    this.#offset += bytes.byteLength
    return bytes.byteLength < length ? undefined : viewOf(bytes)
  }
}

export const viewOf = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)

export const bytesOf = (view: DataView, from = 0, to = view.byteLength): Uint8Array =>
  new Uint8Array(view.buffer, view.byteOffset + from, Math.max(0, Math.min(to, view.byteLength) - from))

function joined(first: Uint8Array, second: Uint8Array): Uint8Array {
  if (first.byteLength === 0) return second
  const all = new Uint8Array(first.byteLength + second.byteLength)
  all.set(first)
  all.set(second, first.byteLength)
  return all
}
