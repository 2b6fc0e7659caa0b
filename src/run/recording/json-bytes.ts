import { isUtf8 } from 'node:buffer'

const first = 4096
/** More bytes at once are unreadable, and escaping them as text would take five times as long. */
const bulk = 16 * 1024
/** So much is faster looked through and copied here, character by character, than handed to the engine. */
const few = 512

const quote = 0x22
const backslash = 0x5c
const space = 0x20
const tilde = 0x7e
const zero = 0x30
/** Of a number below 2 to the power of 31. */
const mostDigits = 10
const lineFeed = 10
const carriageReturn = 13

/**
 * JSON as UTF-8 bytes, written piece behind piece into one buffer: what happens in a run is recorded thousands of times a second, and a
 * text for each of it would be most of the memory that a long run goes through.
 */
export class JsonBytes {
  #bytes = Buffer.allocUnsafeSlow(first)
  /** How many bytes have been written since they were last taken. */
  size = 0

  /** What has been written; it holds until something is written again. */
  take(): Buffer {
    const taken = this.#bytes.subarray(0, this.size)
    this.size = 0
    return taken
  }

  /** ASCII text that stands in JSON as it is. */
  raw(text: string): void {
    if (this.size + text.length > this.#bytes.length) this.#grow(text.length)
    const bytes = this.#bytes
    let at = this.size
    for (let index = 0; index < text.length; index++) bytes[at++] = text.charCodeAt(index)
    this.size = at
  }

  /** Anything else, as `JSON.stringify` has written it. */
  json(text: string): void {
    if (this.size + 3 * text.length > this.#bytes.length) this.#grow(3 * text.length)
    this.size += this.#bytes.write(text, this.size)
  }

  /** A name with its signs, in ASCII, and a whole number of no more than fifteen digits. */
  numbered(name: string, value: number): void {
    if (value < 0 || value > 0x7fffffff) return this.raw(name + String(value))
    if (this.size + name.length + mostDigits > this.#bytes.length) this.#grow(name.length + mostDigits)
    const bytes = this.#bytes
    let at = this.size
    for (let index = 0; index < name.length; index++) bytes[at++] = name.charCodeAt(index)
    let digits = 1
    for (let rest = value; rest >= 10; rest = (rest / 10) | 0) digits += 1
    let rest = value
    for (let place = at + digits - 1; place >= at; place--) {
      const tens = (rest / 10) | 0
      bytes[place] = zero + rest - 10 * tens
      rest = tens
    }
    this.size = at + digits
  }

  /** The same with a text between quotes. */
  named(name: string, text: string): void {
    const { length } = text
    const most = name.length + few + 2
    if (this.size + most > this.#bytes.length) this.#grow(most)
    const bytes = this.#bytes
    let at = this.size
    for (let index = 0; index < name.length; index++) bytes[at++] = name.charCodeAt(index)
    this.size = at
    if (length > few) return this.json(JSON.stringify(text))
    bytes[at++] = quote
    for (let index = 0; index < length; index++) {
      const code = text.charCodeAt(index)
      if (code < space || code > tilde || code === quote || code === backslash) return this.json(JSON.stringify(text))
      bytes[at++] = code
    }
    bytes[at++] = quote
    this.size = at
  }

  /** Bytes: a text between quotes when they are valid UTF-8 and not very many, otherwise `{"base64":"…"}`. */
  bytes(given: Uint8Array): void {
    const { length } = given
    if (length > few) return this.#many(given)
    if (this.size + 2 * length + 2 > this.#bytes.length) this.#grow(2 * length + 2)
    const bytes = this.#bytes
    let at = this.size
    bytes[at++] = quote
    for (let index = 0; index < length; index++) {
      const code = given[index] as number
      if (code >= space && code <= tilde) {
        if (code === quote || code === backslash) bytes[at++] = backslash
        bytes[at++] = code
      } else if (code === lineFeed || code === carriageReturn) {
        bytes[at++] = backslash
        bytes[at++] = code === lineFeed ? 0x6e : 0x72
      } else return this.#many(given)
    }
    bytes[at++] = quote
    this.size = at
  }

  #many(given: Uint8Array): void {
    const buffer = Buffer.from(given.buffer, given.byteOffset, given.byteLength)
    if (buffer.byteLength < bulk && isUtf8(buffer)) return this.json(JSON.stringify(buffer.toString('utf8')))
    const text = buffer.toString('base64')
    this.raw('{"base64":"')
    if (this.size + text.length > this.#bytes.length) this.#grow(text.length)
    this.size += this.#bytes.write(text, this.size, 'latin1')
    this.raw('"}')
  }

  /** Makes room for so many bytes more. */
  #grow(count: number): void {
    const larger = Buffer.allocUnsafeSlow(Math.max(this.size + count, 2 * this.#bytes.byteLength))
    this.#bytes.copy(larger, 0, 0, this.size)
    this.#bytes = larger
  }
}
