import type { Socket } from 'node:net'
import type { Stream, StreamName } from '../../../model/shake.ts'

/** So much of each stream is kept. */
const kept = 64 * 1024
/** So many ends of messages are kept of each. */
const messagesKept = 256

/** What goes over one stream. */
export class Tap {
  readonly name: StreamName
  /** The other direction of its connection. */
  other: Tap | undefined
  /** When something last came. */
  at = performance.now()
  #length = 0
  readonly #first: Buffer[] = []
  #kept = 0
  readonly #messages: number[] = []

  constructor(name: Tap['name'], source: Socket, passed: () => void) {
    this.name = name
    source.on('data', (bytes: Buffer) => {
      passed()
      this.at = performance.now()
      this.other?.answered()
      this.#length += bytes.length
      if (this.#kept >= kept) return
      const part = bytes.subarray(0, kept - this.#kept)
      this.#kept += part.length
      this.#first.push(Buffer.from(part))
    })
    for (const event of ['end', 'close'] as const) source.on(event, passed)
  }

  /** The other side speaks: what has come so far is a message. */
  answered(): void {
    const full = this.#messages.length === messagesKept
    if (this.#length > (this.#messages.at(-1) ?? 0) && !full) this.#messages.push(this.#length)
  }

  get stream(): Stream {
    return { ...this.name, length: this.#length, bytes: Buffer.concat(this.#first), messages: [...this.#messages] }
  }
}
