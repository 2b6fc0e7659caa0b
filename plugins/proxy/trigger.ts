import type { Fault } from './fault.ts'

const newline = 0x0a

/** A fault as one direction of one connection sees it: waiting for its place, then in force. */
export class Trigger {
  readonly fault: Fault
  inForce: boolean
  /** Bytes still to be corrupted. */
  corrupt: number
  /** What is left of an unfinished line, for a place that a line marks. */
  #line: Buffer[] = []

  constructor(fault: Fault) {
    this.fault = fault
    this.inForce = fault.after === undefined
    this.corrupt = fault.corrupt ?? 0
  }

  /**
   * How many of these bytes pass before the fault is in force; undefined when all do and it is still waiting. `passed` is how
   * many have gone this way before them. Each byte is shown only once.
   */
  reached(bytes: Buffer, passed: number): number | undefined {
    const { bytes: count, line } = this.fault.after ?? {}
    if (count !== undefined) return passed + bytes.length >= count ? Math.max(0, count - passed) : undefined
    if (line === undefined) return 0
    let from = 0
    for (let at = bytes.indexOf(newline); at !== -1; at = bytes.indexOf(newline, from)) {
      const text = Buffer.concat([...this.#line, bytes.subarray(from, at)]).toString().replace(/\r$/, '')
      this.#line = []
      from = at + 1
      if (line.test(text)) return from
    }
    if (from < bytes.length) this.#line.push(Buffer.from(bytes.subarray(from)))
    return undefined
  }
}
