import type { Fault } from './fault.ts'

const newline = 0x0a

/** A fault as one direction of one connection sees it: waiting for its place, then in force. */
export class Trigger {
  readonly fault: Fault
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

  constructor(fault: Fault, passed: number) {
    this.fault = fault
    this.corrupt = fault.corrupt ?? 0
    const { bytes, from } = fault.after ?? {}
    this.#place = bytes === undefined || from !== 'now' ? bytes : passed + bytes
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

  /**
   * Behind how many bytes of the connection the fault comes into force, when that is known with these bytes; `passed` is how
   * many have gone this way before them. No byte is looked at twice, however often it is shown.
   */
  placeIn(bytes: Buffer, passed: number): number | undefined {
    const end = passed + bytes.length
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
      if (this.#blind) return undefined
    }
    if (from < bytes.length) this.#line.push(Buffer.from(bytes.subarray(from)))
    return undefined
  }
}
