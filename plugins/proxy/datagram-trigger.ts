import { counted, wires } from '../../src/plugin.ts'
import type { WrittenFault } from './fault.ts'
import { Picked } from './picked.ts'
import { Reordering } from './reordering.ts'

/** A datagram with its number in its direction of its client, from 1. */
export interface NumberedDatagram {
  readonly bytes: Buffer
  readonly number: number
}

/** A fault as one direction of one client sees it: waiting for its place, then in force. */
export class DatagramTrigger implements wires.FollowedFault {
  /** What is left of it. */
  fault: WrittenFault
  readonly connection: number
  inForce: boolean
  /** What its place has brought about elsewhere. */
  brought: readonly wires.FollowedFault[] | undefined
  readonly lose: Picked | undefined
  readonly duplicate: Picked | undefined
  readonly corrupt: Picked | undefined
  readonly reorder: Reordering<NumberedDatagram> | undefined
  readonly #direction: wires.Direction
  readonly #start: number
  #passed: number
  #matches = 0
  #met = false
  /** Its content is not looked for any more: the regex took too long, and the scenario is over. */
  #blind = false

  constructor(fault: WrittenFault, { direction, connection, passed, draw }: DatagramPlace) {
    this.fault = fault
    this.connection = connection
    this.#direction = direction
    const { lose, duplicate, corrupt, reorder } = fault.datagrams ?? {}
    this.lose = lose && new Picked(lose, draw)
    this.duplicate = duplicate && new Picked(duplicate, draw)
    this.corrupt = corrupt && new Picked(corrupt, draw)
    this.reorder = reorder === undefined ? undefined : new Reordering(reorder, draw)
    this.#start = fault.after?.from === 'now' ? passed : 0
    this.#passed = passed
    this.inForce = fault.after === undefined && fault.before === undefined && fault.budget === undefined
    if (fault.after?.datagrams !== undefined && this.#isBehind(fault.after.datagrams)) this.#strike()
  }

  /** A datagram comes; true from the one on that the fault is for. */
  meets(bytes: Buffer): boolean {
    const { after, before } = this.fault
    if (!this.inForce && after?.datagrams !== undefined && this.#isBehind(after.datagrams)) this.#strike()
    if (!this.inForce && after === undefined && (before === undefined || this.#matchesIn(bytes))) this.#strike()
    const meets = this.inForce
    this.#passed += 1
    if (meets) this.#met = true
    else if (after !== undefined && after.datagrams === undefined && this.#matchesIn(bytes)) this.#strike()
    return meets
  }

  get progress(): number {
    return this.inForce ? Infinity : this.#passed - this.#start
  }

  missing(): string | undefined {
    if (!this.inForce) return this.#beforeItsPlace()
    if (this.brought !== undefined) return wires.missingOf(this.brought)
    const effects = [this.lose, this.duplicate, this.corrupt].map((each) => each?.missing(this.#direction))
    const [missing] = effects.filter((each) => each !== undefined)
    if (missing !== undefined) return missing
    if (this.reorder !== undefined && this.reorder.groups === 0)
      return `${this.reorder.holds} of ${counted(this.reorder.size, 'datagram')} to be reordered had passed ${this.#direction}`
    return this.#met ? undefined : `nothing had passed ${this.#direction}`
  }

  #beforeItsPlace(): string {
    const wanted = this.fault.after?.datagrams
    const passed = this.#passed - this.#start
    if (wanted !== undefined) return `${passed} of ${counted(wanted, 'datagram')} had passed ${this.#direction}`
    return `${counted(passed, 'datagram')} had passed ${this.#direction}${passed === 0 ? '' : ' without a match'}`
  }

  #isBehind(datagrams: number): boolean {
    return this.#passed >= this.#start + datagrams
  }

  /** In force from here on, unless it has struck as often as it may. */
  #strike(): void {
    const { budget } = this.fault
    if (budget !== undefined && budget.left === 0) return
    if (budget !== undefined) budget.left -= 1
    this.inForce = true
  }

  #matchesIn(bytes: Buffer): boolean {
    const { line, sequence, match = 1 } = this.fault.after ?? this.fault.before ?? {}
    if (this.#blind) return false
    const isIn =
      sequence === undefined
        ? line !== undefined && this.#hasLine(bytes, line)
        : new wires.SequenceFinder(sequence).find(bytes, 0)
    if (isIn === false || isIn === undefined) return false
    this.#matches += 1
    return this.#matches === match
  }

  #hasLine(bytes: Buffer, line: wires.LinePattern): boolean {
    try {
      return bytes
        .toString()
        .split(/\r?\n/)
        .some((each) => line.test(each))
    } catch (error) {
      this.#blind = true
      this.fault.failed?.(error)
      return false
    }
  }
}

/** Where a fault is put: one direction of one client, in which so many datagrams have passed before. */
export interface DatagramPlace {
  readonly direction: wires.Direction
  readonly connection: number
  readonly passed: number
  draw(): number
}
