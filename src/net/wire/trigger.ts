import type { Direction, Fault, FollowedFault } from './fault.ts'

const newline = 0x0a

/** Where a fault is put: one direction of one connection, in which so many bytes have passed before. */
export interface TriggerPlace {
  readonly direction: Direction
  readonly connection: number
  readonly passed: number
}

/** A fault as one direction of one connection sees it: waiting for its place, then in force. */
export class Trigger implements FollowedFault {
  readonly fault: Fault
  readonly connection: number
  inForce: boolean
  /** Bytes still to be corrupted. */
  corrupt: number
  /** Bytes that have gone by since it is in force, for the places where it cuts. */
  #since = 0
  #asked = 0
  #place: number | undefined
  /** Its line is not looked for any more: the regex took too long, and the scenario is over. */
  #blind = false
  /** The beginning of an unfinished line, for a place that a line marks. */
  #line: Buffer[] = []

  readonly #direction: Direction
  /** Where its bytes are counted from, and how many have passed altogether. */
  readonly #start: number
  #seen: number
  /** Whole lines that did not match. */
  #lines = 0
  /** What has passed since it is in force: bytes, or only the end of the stream. */
  #met: 'bytes' | 'end' | undefined

  constructor(fault: Fault, { direction, connection, passed }: TriggerPlace) {
    this.fault = fault
    this.connection = connection
    this.#direction = direction
    this.corrupt = fault.corrupt ?? 0
    const { bytes, from } = fault.after ?? {}
    this.#start = from === 'now' ? passed : 0
    this.#seen = passed
    this.#place = bytes === undefined ? undefined : this.#start + bytes
    this.inForce = fault.after === undefined || (this.#place !== undefined && this.#place <= passed)
  }

  /** How many bytes until it cuts next. */
  get untilSplit(): number {
    const next = this.fault.split?.find((place) => place > this.#since)
    return next === undefined ? Infinity : next - this.#since
  }

  /** So many bytes have gone by while it is in force. */
  pass(bytes: number): void {
    this.#since += bytes
  }

  /** Bytes, or the end of the stream, pass while it may be in force. */
  meet(what: 'bytes' | 'end'): void {
    if (this.inForce && this.#met !== 'bytes') this.#met = what
  }

  get progress(): number {
    return this.inForce ? Infinity : this.#lines + this.#seen - this.#start
  }

  missing(): string | undefined {
    const { fault } = this
    if (!this.inForce) return this.#beforeItsPlace()
    const then = fault.after === undefined ? '' : 'after its place '
    const missing = this.#missingBytes() ?? this.#missingTraffic()
    if (missing !== undefined) return `${then}${missing}`
    return fault.refuse === true && fault.reset !== true ? 'nothing was refused' : undefined
  }

  #missingBytes(): string | undefined {
    const { corrupt = 0, split } = this.fault
    if (this.corrupt > 0) return this.#passed(corrupt - this.corrupt, corrupt)
    const lastCut = split?.at(-1) ?? 0
    return this.#since < lastCut ? this.#passed(this.#since, lastCut) : undefined
  }

  /** Of faults that affect whatever passes: some also the end of a stream, others only bytes. */
  #missingTraffic(): string | undefined {
    const { latency, jitter, stop, bandwidth, slice } = this.fault
    const whatever = (latency ?? jitter ?? stop) !== undefined
    const bytes = (bandwidth ?? slice) !== undefined
    if (whatever && this.#met === undefined) return `nothing had passed ${this.#direction}`
    return bytes && this.#met !== 'bytes' ? `no bytes had passed ${this.#direction}` : undefined
  }

  #beforeItsPlace(): string {
    const { bytes } = this.fault.after ?? {}
    if (bytes !== undefined) return this.#passed(this.#seen - this.#start, bytes)
    const lines = this.#lines === 1 ? '1 line' : `${this.#lines} lines`
    return `${lines} had passed ${this.#direction}${this.#lines === 0 ? '' : ' without a match'}`
  }

  #passed(passed: number, wanted: number): string {
    return `${passed} of ${wanted} ${wanted === 1 ? 'byte' : 'bytes'} had passed ${this.#direction}`
  }

  /**
   * Behind how many bytes of the connection the fault comes into force, when that is known with these bytes; `passed` is how
   * many have gone this way before them. No byte is looked at twice, however often it is shown.
   */
  placeIn(bytes: Buffer, passed: number): number | undefined {
    const end = passed + bytes.length
    this.#seen = end
    if (this.#place === undefined) {
      const from = Math.max(this.#asked, passed)
      const behind = from < end ? this.#behindLine(bytes.subarray(from - passed)) : undefined
      this.#asked = end
      if (behind !== undefined) this.#place = from + behind
    }
    return this.#place !== undefined && this.#place <= end ? this.#place : undefined
  }

  #fits(line: string): boolean {
    try {
      return this.fault.after?.line?.test(line) === true
    } catch (error) {
      this.#blind = true
      this.fault.failed?.(error)
      return false
    }
  }

  #behindLine(bytes: Buffer): number | undefined {
    let from = 0
    if (this.#blind) return undefined
    for (let at = bytes.indexOf(newline); at !== -1; at = bytes.indexOf(newline, from)) {
      const line = Buffer.concat([...this.#line, bytes.subarray(from, at)]).toString()
      this.#line = []
      from = at + 1
      if (this.#fits(line.replace(/\r$/, ''))) return from
      this.#lines += 1
      if (this.#blind) return undefined
    }
    if (from < bytes.length) this.#line.push(Buffer.from(bytes.subarray(from)))
    return undefined
  }
}
