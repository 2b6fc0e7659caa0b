/** Bytes that became certain, in their order; `missing` of them before were never captured. */
export interface Piece {
  readonly missing: number
  readonly bytes: Uint8Array
}

/** How many bytes wait for those before them; with more, the missing ones will not come any more. */
const mostWaiting = 1024 * 1024

/**
 * One direction of a TCP stream, put together from segments: sent again, out of order, overlapping, missing (RFC 9293, section 3.4).
 * What was received first counts.
 */
export class OneWay {
  /** The sequence number of the next byte. */
  #next: number | undefined
  /** Segments behind a gap, by the distance from `#next` when they came; sorted when they are needed. */
  #waiting: { readonly sequence: number; readonly bytes: Uint8Array }[] = []
  #waitingBytes = 0
  /** The sequence number of its end, once a FIN was seen. */
  #end: number | undefined
  /** The other side has acknowledged bytes that are not here. */
  #acknowledged: number | undefined

  /** Its first byte has the sequence number after this. */
  synchronize(sequence: number): void {
    this.#next ??= (sequence + 1) >>> 0
  }

  /** All bytes before its FIN have come. */
  get ended(): boolean {
    return this.#end !== undefined && this.#next !== undefined && distance(this.#next, this.#end) <= 0
  }

  finish(sequence: number): void {
    this.#end ??= sequence
  }

  /** The other side has received everything before this. */
  acknowledge(sequence: number): void {
    this.#acknowledged = sequence
  }

  /** What is certain now. */
  receive(sequence: number, bytes: Uint8Array): Piece[] {
    if (bytes.byteLength === 0 && this.#waiting.length === 0) return []
    this.#next ??= sequence
    if (bytes.byteLength > 0 && distance(this.#next, (sequence + bytes.byteLength) >>> 0) > 0) {
      this.#waiting.push({ sequence, bytes })
      this.#waitingBytes += bytes.byteLength
    }
    const lost = this.#waitingBytes > mostWaiting || this.#knownAsReceived()
    return this.#certain(lost)
  }

  /** What is certain once the other side has answered: what it has acknowledged was received, also where the capture lacks it. */
  answered(): Piece[] {
    return this.#knownAsReceived() ? this.#certain(true) : []
  }

  /** What still waits: nothing more comes. */
  giveUp(): Piece[] {
    return this.#waiting.length === 0 ? [] : this.#certain(true)
  }

  /** How many bytes before its FIN never came. */
  get missingAtEnd(): number {
    return this.#end === undefined || this.#next === undefined ? 0 : Math.max(0, distance(this.#next, this.#end))
  }

  /** The other side confirms what waits, so that it has the bytes before it too: only the capture has not. */
  #knownAsReceived(): boolean {
    const acknowledged = this.#acknowledged
    return acknowledged !== undefined && this.#waiting.some(({ sequence }) => distance(sequence, acknowledged) > 0)
  }

  #certain(lost: boolean): Piece[] {
    const next = this.#next ?? 0
    this.#waiting.sort((one, other) => distance(next, one.sequence) - distance(next, other.sequence))
    const pieces: Piece[] = []
    let skips = lost
    while (this.#waiting.length > 0) {
      const [{ sequence, bytes }] = this.#waiting as [{ sequence: number; bytes: Uint8Array }]
      const gap = distance(this.#next ?? 0, sequence)
      if (gap > 0 && !skips) break
      this.#waiting.shift()
      this.#waitingBytes -= bytes.byteLength
      const fresh = bytes.subarray(Math.max(0, -gap))
      if (fresh.byteLength === 0) continue
      pieces.push({ missing: Math.max(0, gap), bytes: fresh })
      this.#next = (sequence + bytes.byteLength) >>> 0
      if (gap > 0) skips = lost && this.#knownAsReceived()
    }
    return pieces
  }
}

/** How far `to` is after `from`, negative when it is before: sequence numbers begin again behind 2^32. */
export const distance = (from: number, to: number): number => (to - from) | 0
