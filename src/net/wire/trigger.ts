import { counted } from '../../text/counted.ts'
import { does, endsConnections, type EffectTraits } from './effects.ts'
import { missingOf, type Direction, type Fault, type FollowedFault } from './fault.ts'
import { LineFinder, SequenceFinder, type Finder } from './finder.ts'

/** True for what is only for a moment, or for a number of times, and has no place: it strikes when something passes. */
function waitsForTraffic(fault: Fault): boolean {
  if (fault.after !== undefined || fault.before !== undefined) return false
  return fault.delay !== undefined || (fault.budget !== undefined && !endsConnections(fault))
}

function finderOf({ after, before, failed }: Fault): Finder | undefined {
  const { line, sequence } = after ?? before ?? {}
  if (line !== undefined) return new LineFinder(line, (error) => failed?.(error))
  return sequence === undefined ? undefined : new SequenceFinder(sequence)
}

/** Where a fault is put: one direction of one connection, in which so many bytes have passed before. */
export interface TriggerPlace {
  readonly direction: Direction
  readonly connection: number
  readonly passed: number
}

/** A fault as one direction of one connection sees it: waiting for its place, then in force. */
export class Trigger implements FollowedFault {
  /** What is left of it. */
  fault: Fault
  readonly connection: number
  inForce: boolean
  /** Bytes still to be corrupted, lost, and joined. */
  corrupt = 0
  lose = 0
  join = 0
  /** What its place has brought about elsewhere, when the fault is not for this direction alone. */
  brought: readonly FollowedFault[] | undefined
  /** It has struck as often as it may. */
  #over = false
  /** Bytes that have gone by since it is in force, for the places where it cuts. */
  #since = 0
  #asked: number
  #place: number | undefined
  readonly #finder: Finder | undefined
  /** How many matches are still to be found, with the one that counts. */
  #matches: number
  readonly #direction: Direction
  /** Where its bytes are counted from, and how many have passed altogether. */
  readonly #start: number
  #seen: number
  /** What has passed since it is in force. */
  readonly #met = { bytes: false, end: false }

  constructor(fault: Fault, { direction, connection, passed }: TriggerPlace) {
    this.fault = fault
    this.connection = connection
    this.#direction = direction
    const place = fault.after ?? fault.before
    const { bytes, from, match } = place ?? {}
    this.#start = from === 'now' ? passed : 0
    this.#seen = passed
    this.#asked = passed
    this.#matches = match ?? 1
    this.#finder = finderOf(fault)
    if (bytes !== undefined) this.#place = this.#start + bytes
    else if (place === undefined) this.#place = passed
    this.inForce = false
    if (this.#place !== undefined && this.#place <= passed && !waitsForTraffic(fault)) this.strike()
  }

  /** Comes into force, unless it has struck as often as it may. */
  strike(): boolean {
    const { budget } = this.fault
    this.#over = budget?.left === 0
    if (this.#over) return false
    if (budget !== undefined) budget.left -= 1
    this.corrupt = this.fault.corrupt ?? 0
    this.lose = this.fault.lose ?? 0
    this.join = this.fault.join ?? 0
    this.#since = 0
    this.inForce = true
    return true
  }

  /** One that is done waits for its next match, when it may strike again. */
  rearm(): void {
    if (!this.#mayStrikeAgain || this.#missingBytes() !== undefined) return
    this.inForce = false
    this.#place = undefined
    this.#matches = 1
  }

  /** How many bytes until it waits for its next match. */
  get untilDone(): number {
    if (!this.#mayStrikeAgain) return Infinity
    const lastCut = (this.fault.split?.at(-1) ?? 0) - this.#since
    const left = Math.max(this.corrupt, this.lose, this.join, lastCut)
    return left > 0 ? left : Infinity
  }

  /** It is for some bytes or a moment, and its place is content that may come again. */
  get #mayStrikeAgain(): boolean {
    const { budget } = this.fault
    if (!this.active || budget === undefined || budget.left === 0 || this.#finder === undefined) return false
    return !does(this.fault, ({ acts }) => acts !== 'passing')
  }

  /** In force here: not only elsewhere, where its place has brought it about. */
  get active(): boolean {
    return this.inForce && this.brought === undefined
  }

  /** How many bytes until it cuts next. */
  get untilSplit(): number {
    const next = this.fault.split?.find((place) => place > this.#since)
    return next === undefined ? Infinity : next - this.#since
  }

  /** How many bytes at the end of what has come may belong to what it is to strike before. */
  get undecided(): number {
    const waits = !this.inForce && !this.#over && this.#place === undefined && this.fault.before !== undefined
    return waits ? (this.#finder?.undecided ?? 0) : 0
  }

  /** So many bytes have gone by while it is in force. */
  pass(bytes: number): void {
    this.#since += bytes
  }

  /** Bytes, or the end of the stream, pass while it may be in force; true when that is its first effect. */
  meet(what: 'bytes' | 'end'): boolean {
    if (!this.active || this.#met[what]) return false
    const before = this.#isMet
    this.#met[what] = true
    return !before && this.#isMet
  }

  /** What it is for has passed: bytes, the end of the stream, or either. */
  get #isMet(): boolean {
    const isForBytes = does(this.fault, ({ meets }) => meets !== 'ends')
    const isForEnds = does(this.fault, ({ meets }) => meets !== 'bytes')
    return (this.#met.bytes && isForBytes) || (this.#met.end && isForEnds)
  }

  get progress(): number {
    return this.inForce ? Infinity : (this.#finder?.progress ?? 0) + this.#seen - this.#start
  }

  missing(): string | undefined {
    const { fault } = this
    if (!this.inForce) return this.#beforeItsPlace()
    if (this.brought !== undefined) return missingOf(this.brought)
    const then = fault.after === undefined && fault.before === undefined ? '' : 'after its place '
    const missing = this.#missingBytes() ?? this.#missingTraffic()
    if (missing !== undefined) return `${then}${missing}`
    return fault.refuse === true && fault.reset !== true ? 'nothing was refused' : undefined
  }

  #missingBytes(): string | undefined {
    const { corrupt = 0, lose = 0, join = 0, split } = this.fault
    if (this.corrupt > 0) return this.#passed(corrupt - this.corrupt, corrupt)
    if (this.lose > 0) return this.#passed(lose - this.lose, lose)
    if (this.join > 0) return this.#passed(join - this.join, join)
    const lastCut = split?.at(-1) ?? 0
    return this.#since < lastCut ? this.#passed(this.#since, lastCut) : undefined
  }

  /** Of faults that affect whatever passes: some also the end of a stream, others only bytes or only that. */
  #missingTraffic(): string | undefined {
    const lasts = (wanted: EffectTraits['meets']): boolean =>
      does(this.fault, ({ acts, meets }) => acts === 'lasting' && meets === wanted)
    const [either, bytes, ends] = [lasts('either'), lasts('bytes'), lasts('ends')]
    if (bytes && !this.#met.bytes) return `no bytes had passed ${this.#direction}`
    if (either && !this.#met.bytes && !this.#met.end) return `nothing had passed ${this.#direction}`
    return ends && !either && !bytes && !this.#met.end ? `no FIN had passed ${this.#direction}` : undefined
  }

  #beforeItsPlace(): string {
    const { after, before } = this.fault
    if (this.#over) return `it had taken effect elsewhere as often as it may`
    if (after === undefined && before === undefined) return `nothing had passed ${this.#direction}`
    if (after?.bytes !== undefined) return this.#passed(this.#seen - this.#start, after.bytes)
    const { seen = '', progress = 0 } = this.#finder ?? {}
    return `${seen} had passed ${this.#direction}${progress === 0 ? '' : ' without a match'}`
  }

  #passed(passed: number, wanted: number): string {
    return `${passed} of ${counted(wanted, 'byte')} had passed ${this.#direction}`
  }

  /**
   * Behind how many bytes of the connection the fault comes into force, when that is known with these bytes; `passed` is how
   * many have gone this way before them. No byte is looked at twice, however often it is shown.
   */
  placeIn(bytes: Buffer, passed: number): number | undefined {
    const end = passed + bytes.length
    this.#seen = end
    if (this.#over) return undefined
    if (this.#place === undefined) this.#search(bytes, passed)
    return this.#place !== undefined && this.#place <= end ? this.#place : undefined
  }

  #search(bytes: Buffer, passed: number): void {
    const end = passed + bytes.length
    for (let from = Math.max(this.#asked, passed); from < end;) {
      const match = this.#finder?.find(bytes.subarray(from - passed), from)
      this.#asked = match?.end ?? end
      if (match === undefined) return
      from = match.end
      this.#matches -= 1
      if (this.#matches > 0) continue
      this.#place = this.fault.before === undefined ? match.end : match.start
      return
    }
  }
}
