import type { Event } from '../../model/event.ts'
import { secretBegun, withoutSecrets } from '../../text/secrets.ts'

type Bytes = Extract<Event, { type: 'heard' | 'sent' }>

/**
 * Hides secrets in events before they are recorded. What may be the beginning of a secret at the end of a chunk is held back until
 * the next chunk of that stream tells, so that one that arrives in pieces is hidden, too.
 */
export class Veil {
  readonly #secrets: readonly string[]
  readonly #bytes: readonly Uint8Array[]
  readonly #held = new Map<string, Bytes>()

  constructor(secrets: readonly string[]) {
    // A secret that holds another one is hidden first, so that nothing of it is left.
    this.#secrets = secrets.filter((secret) => secret !== '').sort((one, other) => other.length - one.length)
    this.#bytes = this.#secrets.map((secret) => Buffer.from(secret))
  }

  /** The event as it may be shown; undefined when all of it is held back. */
  over(event: Event): Event | undefined {
    return event.type === 'heard' || event.type === 'sent' ? this.#chunk(event) : withoutSecrets(event, this.#secrets)
  }

  /** What is still held back: no secret was completed. */
  rest(): Event[] {
    const rest = [...this.#held.values()]
    this.#held.clear()
    return rest
  }

  #chunk(event: Bytes): Bytes | undefined {
    const key = JSON.stringify([event.type, event.lane, 'stream' in event ? event.stream : ''])
    const held = this.#held.get(key)
    const joined = held === undefined ? event.bytes : Buffer.concat([held.bytes, event.bytes])
    const hidden = withoutSecrets(joined, this.#secrets)
    // What is sent over and over is one event for all of its rounds, and cannot be cut.
    const begun = event.type === 'sent' && event.times !== undefined ? 0 : secretBegun(hidden, this.#bytes)
    if (begun === 0) {
      this.#held.delete(key)
      return { ...event, bytes: hidden }
    }
    this.#held.set(key, { ...event, bytes: hidden.subarray(hidden.byteLength - begun) })
    if (begun === hidden.byteLength) return undefined
    return { ...event, bytes: hidden.subarray(0, hidden.byteLength - begun) }
  }
}
