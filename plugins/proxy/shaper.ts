import type { Trigger } from './trigger.ts'

/** A segment, and when it arrives at the earliest (milliseconds; 0 for at once). */
export interface Piece {
  readonly bytes: Buffer
  readonly due: number
  /** A turn of the event loop stands behind it, so that the next one is a segment of its own. */
  readonly apart: boolean
}

/** What the faults in force make of bytes: corrupted, cut, late. One for each direction of each connection. */
export class Shaper {
  readonly #draw: () => number
  readonly #now: () => number
  /** Nothing overtakes what came before it. */
  #lastDue = 0
  /** When the slow line has carried what was put on it. */
  #freeAt = 0

  constructor(draw: () => number, now: () => number) {
    this.#draw = draw
    this.#now = now
  }

  shape(bytes: Buffer, triggers: readonly Trigger[]): Piece[] {
    const active = triggers.filter((trigger) => trigger.inForce)
    if (active.length === 0) return [{ bytes, due: this.#lastDue, apart: false }]
    const own = corrupted(bytes, active)
    const slice = setting(active, 'slice')
    const bandwidth = setting(active, 'bandwidth')
    // A slow line shows as a trickle, not as one late heap: a tenth of a second at a time.
    const trickle = bandwidth === undefined ? own.length : Math.max(1, Math.ceil(bandwidth / 10))
    const pieces: Piece[] = []
    for (let from = 0; from < own.length;) {
      const length = slice === undefined ? trickle : Math.min(trickle, 1 + Math.floor(this.#draw() * slice))
      const piece = own.subarray(from, from + length)
      from += piece.length
      if (bandwidth !== undefined)
        this.#freeAt = Math.max(this.#freeAt, this.#now()) + (piece.length * 1000) / bandwidth
      pieces.push({ bytes: piece, due: this.due(active), apart: slice !== undefined })
    }
    return pieces
  }

  /** When something that comes now arrives. */
  due(triggers: readonly Trigger[]): number {
    const active = triggers.filter((trigger) => trigger.inForce)
    const latency = setting(active, 'latency') ?? 0
    const jitter = setting(active, 'jitter') ?? 0
    const late = latency + (jitter === 0 ? 0 : (this.#draw() * 2 - 1) * jitter)
    const from = setting(active, 'bandwidth') === undefined ? 0 : this.#freeAt
    if (late > 0) this.#lastDue = Math.max(this.#lastDue, Math.max(from, this.#now()) + late)
    else this.#lastDue = Math.max(this.#lastDue, from)
    return this.#lastDue
  }

  forget(): void {
    this.#lastDue = 0
    this.#freeAt = 0
  }
}

/** What the youngest fault in force says. */
function setting(active: readonly Trigger[], effect: 'latency' | 'jitter' | 'bandwidth' | 'slice'): number | undefined {
  return active.findLast((trigger) => trigger.fault[effect] !== undefined)?.fault[effect]
}

/** The lowest bit is turned over: the damage is certain, and the same in every run. */
function corrupted(bytes: Buffer, active: readonly Trigger[]): Buffer {
  let own = bytes
  for (const trigger of active) {
    const count = Math.min(trigger.corrupt, bytes.length)
    if (count === 0) continue
    if (own === bytes) own = Buffer.from(bytes)
    for (let at = 0; at < count; at++) own[at] = (own[at] ?? 0) ^ 1
    trigger.corrupt -= count
  }
  return own
}
