import type { SeenEvent, TimelessEvent } from '../session.ts'

/** Bytes that are kept of all connections together; what comes later is passed on, and counted. */
const kept = 16 * 1024 * 1024

/** Keeps what goes over the wire, with its time, in bounded memory. */
export class Tape {
  readonly events: SeenEvent[] = []
  /** Bytes that were passed on and not kept. */
  dropped = 0
  #connections = 0
  #bytes = 0
  readonly #now: () => number
  readonly #limit: number
  readonly #moved: (from?: 'client' | 'server') => void

  /** `now` answers microseconds since the session began. */
  constructor(
    now: () => number,
    { limit = kept, moved = () => {} }: { limit?: number; moved?: (from?: 'client' | 'server') => void } = {},
  ) {
    this.#now = now
    this.#moved = moved
    this.#limit = limit
  }

  /** A new connection; answers its number, from 1. */
  connected(client: string, server: string): number {
    this.note({ type: 'connected', connection: ++this.#connections, client, server })
    return this.#connections
  }

  sent(connection: number, from: 'client' | 'server', bytes: Uint8Array, message?: 'text' | 'binary'): void {
    this.#moved(from)
    if (this.#bytes + bytes.length > this.#limit) {
      // What came later on any connection would follow a hole: nothing more is kept.
      this.#bytes = this.#limit
      this.dropped += bytes.length
      return
    }
    this.#bytes += bytes.length
    this.note({ type: 'sent', connection, from, bytes, ...(message === undefined ? {} : { message }) })
  }

  note(event: TimelessEvent): void {
    this.#moved()
    this.events.push({ at: this.#now(), ...event })
  }
}
