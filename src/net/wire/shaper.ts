import type { Trigger } from './trigger.ts'

/** Bytes that are written in one go, and when they arrive at the earliest (milliseconds; 0 for at once). */
export interface Piece {
  readonly bytes: Buffer
  readonly due: number
  /** It begins at a cut: what was before it must have been read before it is written. */
  readonly apart: boolean
  /** Which piece of a cut stream these bytes belong to; more of it may be on its way. 0 where nothing is cut. */
  readonly of: number
}

/** What the faults in force make of bytes: corrupted, cut, late. One for each direction of each connection. */
export class Shaper {
  readonly #draw: () => number
  readonly #now: () => number
  /** Nothing overtakes what came before it. */
  #lastDue = 0
  /** When the slow line has carried what was put on it. */
  #freeAt = 0
  /** Bytes that the present piece still has room for, and its number. */
  #room = 0
  #piece = 0

  constructor(draw: () => number, now: () => number) {
    this.#draw = draw
    this.#now = now
  }

  shape(bytes: Buffer, triggers: readonly Trigger[]): Piece[] {
    const active = triggers.filter((trigger) => trigger.active)
    if (active.length === 0) return [{ bytes, due: this.#lastDue, apart: false, of: 0 }]
    const own = corrupted(withoutLost(bytes, active), active)
    const bandwidth = setting(active, 'bandwidth')
    // A slow line shows as a trickle, not as one late heap: a tenth of a second at a time.
    const trickle = bandwidth === undefined ? Infinity : Math.max(1, Math.ceil(bandwidth / 10))
    const pieces: Piece[] = []
    for (let from = 0; from < own.length;) {
      const { length, apart } = this.#cut(active, trickle, own.length - from)
      const piece = own.subarray(from, from + length)
      from += piece.length
      if (bandwidth !== undefined)
        this.#freeAt = Math.max(this.#freeAt, this.#now()) + (piece.length * 1000) / bandwidth
      pieces.push({ bytes: piece, due: this.due(active), apart, of: this.#unfinished })
    }
    return pieces
  }

  /**
   * How many of the next bytes are written in one go. A piece of a cut stream has its length before its bytes come, so that the cuts
   * stand at the same places however the bytes arrive.
   */
  #cut(active: readonly Trigger[], trickle: number, left: number): { length: number; apart: boolean } {
    const slice = setting(active, 'slice')
    const splits = active.filter(({ fault }) => fault.split !== undefined)
    if (slice === undefined && splits.length === 0) return { length: Math.min(trickle, left), apart: false }
    const apart = this.#room === 0
    if (apart) {
      this.#piece += 1
      const drawn = slice === undefined ? Infinity : Math.min(trickle, 1 + Math.floor(this.#draw() * slice))
      this.#room = Math.min(drawn, ...splits.map((trigger) => trigger.untilSplit))
    }
    const length = Math.min(trickle, left, this.#room)
    this.#room -= length
    for (const trigger of splits) trigger.pass(length)
    return { length, apart }
  }

  /** The piece that more bytes belong to; behind the last cut nothing is a piece any more. */
  get #unfinished(): number {
    return this.#room > 0 && this.#room < Infinity ? this.#piece : 0
  }

  /** When something that comes now arrives. */
  due(triggers: readonly Trigger[]): number {
    const active = triggers.filter((trigger) => trigger.active)
    const latency = setting(active, 'latency') ?? 0
    const jitter = setting(active, 'jitter') ?? 0
    const late = latency + (jitter === 0 ? 0 : (this.#draw() * 2 - 1) * jitter)
    const from = setting(active, 'bandwidth') === undefined ? 0 : this.#freeAt
    if (late > 0) this.#lastDue = Math.max(this.#lastDue, Math.max(from, this.#now()) + late)
    else this.#lastDue = Math.max(this.#lastDue, from)
    return this.#lastDue
  }

  /** Whatever comes from now on comes so many milliseconds later than it would have. */
  delay(milliseconds: number): void {
    this.#lastDue = Math.max(this.#lastDue, this.#now()) + milliseconds
  }

  /** When a FIN that comes now arrives. */
  dueOfEnd(triggers: readonly Trigger[]): number {
    const due = this.due(triggers)
    const late =
      setting(
        triggers.filter((trigger) => trigger.active),
        'slow-close',
      ) ?? 0
    return late === 0 ? due : Math.max(due, this.#now()) + late
  }

  /** Faults are over: what stays is only that something is late, or cut. */
  forget(stays: { readonly late: boolean; readonly cut: boolean }): void {
    if (!stays.late) {
      this.#lastDue = 0
      this.#freeAt = 0
    }
    if (!stays.cut) this.#room = 0
  }

  /** A fault that cuts has come into force: the next byte begins a piece. */
  begin(): void {
    this.#room = 0
  }
}

/** The values of the youngest fault in force. */
function setting(
  active: readonly Trigger[],
  effect: 'latency' | 'jitter' | 'bandwidth' | 'slice' | 'slow-close',
): number | undefined {
  return active.findLast((trigger) => trigger.fault[effect] !== undefined)?.fault[effect]
}

/** The bytes that no fault loses. */
function withoutLost(bytes: Buffer, active: readonly Trigger[]): Buffer {
  let lost = 0
  for (const trigger of active) {
    const count = Math.min(trigger.lose, bytes.length - lost)
    trigger.lose -= count
    lost += count
  }
  return bytes.subarray(lost)
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
