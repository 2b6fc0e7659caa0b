import type { Event } from '../../model/event.ts'
import type { Redactor } from '../../text/redactor.ts'

type Bytes = Extract<Event, { type: 'received' | 'sent' }>

/**
 * Hides secrets in events before they are recorded. What may be the beginning of a secret at the end of a chunk is held back until
 * the next chunk of that stream decides, so that one that arrives in pieces is hidden, too.
 */
export class EventRedactor {
  readonly #redactor: Redactor
  readonly #held = new Map<string, Bytes>()

  constructor(redactor: Redactor) {
    this.#redactor = redactor
  }

  /** There is something to hide. */
  get hides(): boolean {
    return !this.#redactor.isEmpty
  }

  /** The event as it may be shown; undefined when all of it is held back, and for what nobody can make safe: a terminal's bytes. */
  over(event: Event): Event | undefined {
    if (this.#redactor.isEmpty) return event
    // Between the characters of a secret, a line editor may write anything: colours, moves of the cursor, what stands there already.
    if (event.type === 'terminal' || event.type === 'terminal-size') return undefined
    return event.type === 'received' || event.type === 'sent' ? this.#chunk(event) : this.#redactor.hide(event)
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
    const hidden = this.#redactor.bytes(joined)
    // What is sent over and over is one event for all of its rounds, and cannot be cut.
    const begun = event.type === 'sent' && event.times !== undefined ? 0 : this.#redactor.begun(hidden)
    if (begun === 0) {
      this.#held.delete(key)
      return { ...event, bytes: hidden }
    }
    this.#held.set(key, { ...event, bytes: hidden.subarray(hidden.byteLength - begun) })
    if (begun === hidden.byteLength) return undefined
    return { ...event, bytes: hidden.subarray(0, hidden.byteLength - begun) }
  }
}
