import type { Hash } from 'node:crypto'
import { getBuiltinModule } from 'node:process'
import type { Mark, Place, Told } from '../../model/event.ts'

/** How many of the newest lines a failure report may show. */
const remembered = 40

/** What was left out so far; whole lines wait to be hashed until they are many. */
interface Omitted {
  lines: number
  bytes: number
  readonly hash: Hash
  readonly at: number
  unhashed: Buffer[]
  size: number
}

/** Where a row stands within its step: streams are never ordered against each other, and an actor's end comes behind all. */
export type RowPlace = 'main' | 'other' | 'end'

/** Bytes that are renamed and hashed in one go. */
const inOneGo = 16 * 1024
const endsInWord = (raw: Buffer): boolean => /[\w.]$/.test(raw.toString('latin1', raw.byteLength - 1))

/** Few lanes say that much, and loading the module is a good part of a short run's time. */
const sha256 = (): Hash => getBuiltinModule('node:crypto').createHash('sha256')

/**
 * Collects a lane's rows until the step that tells them is over. Lines beyond the limit are left out: only their number, size
 * and SHA-256 are kept, so that the comparison stays exact while memory and file stay small.
 */
export class Telling {
  readonly #lane: string
  readonly #limit: number
  readonly #rename: (bytes: Buffer) => Uint8Array
  #lines = 0
  #omitted: Omitted | undefined
  #rows: Record<RowPlace, Told[]> = { main: [], other: [], end: [] }
  /** The newest rows, also those left out, for failure reports. */
  recent: Told[] = []
  /** Microseconds since the start: when the newest row came that is none of a skipped line, or the lane's life began. */
  newest = 0
  /** What has been done while older lines stood unread, oldest first: its rows come behind theirs. */
  #held: Told[] = []
  /** Lines told since `recent` was last cleared. */
  since = 0

  constructor(lane: string, limit: number, rename: (bytes: Buffer) => Uint8Array) {
    this.#lane = lane
    this.#limit = limit
    this.#rename = rename
  }

  /** A line that nobody asked for: it counts towards the limit. */
  line(mark: Mark, text: string | Uint8Array, at: number, raw: Buffer, place: RowPlace = 'main'): void {
    this.#release(at, place)
    const row = this.#row(mark, text, at)
    this.#remember(row)
    if (this.#lines < this.#limit) {
      this.#lines += 1
      this.#rows[place].push(row)
    } else this.#omit(raw, 1, at)
  }

  /** A line that the transcript leaves out and a failure report may show. */
  dropped(mark: Mark, text: string | Uint8Array, at: number): void {
    this.#remember(this.#row(mark, text, at))
  }

  get full(): boolean {
    return this.#lines >= this.#limit
  }

  /** Whole lines in one piece, beyond the limit; `last` is the newest of them. */
  lines(raw: Buffer, count: number, last: string, at: number): void {
    this.#release(at, 'main')
    this.#remember(this.#row('|', last, at))
    this.since += count - 1
    this.#omit(raw, count, at)
  }

  /** What a wish took, was sent or happened: it always stands in the transcript. */
  row(mark: Mark, text: string | Uint8Array, at: number, place: RowPlace = 'main', places?: readonly Place[]): void {
    this.#release(at, place)
    const row = this.#row(mark, text, at)
    if (places !== undefined) (row as { places: readonly Place[] }).places = places
    this.#closeOmission()
    this.#rows[place].push(row)
    this.#remember(row)
    if (at > this.newest) this.newest = at
  }

  /** A deed whose row comes behind what the actor had said before it, which may still stand unread. */
  hold(mark: Mark, text: string, at: number): void {
    this.#held.push(this.#row(mark, text, at))
  }

  /** Rows that are held back still. */
  get held(): readonly Told[] {
    return this.#held
  }

  /** Nothing more is said that could stand before what is held back. */
  releaseAll(): void {
    this.#release(Number.POSITIVE_INFINITY, 'other')
  }

  /** Hands over the rows of a step and begins anew. */
  flush(step: number): Told[] {
    if (step < 0) {
      this.releaseAll()
      this.#closeOmission()
    }
    const { main, other, end } = this.#rows
    if (main.length + other.length + end.length === 0) return main
    let rows = main
    // Nearly every step tells rows of the main stream alone, and there are many steps.
    if (other.length + end.length === 0) this.#rows.main = []
    else {
      rows = [...main, ...other, ...end]
      this.#rows = { main: [], other: [], end: [] }
    }
    for (const row of rows) (row as { step: number }).step = step
    return rows
  }

  forget(): void {
    this.recent = []
    this.since = 0
  }

  /** Tells what is held back and older than the row that comes now. */
  #release(at: number, place: RowPlace): void {
    while (this.#held.length > 0 && (this.#held[0] as Told).at < at) {
      const row = this.#held.shift() as Told
      this.#closeOmission()
      this.#rows[place].push(row)
      this.#remember(row)
    }
  }

  #row(mark: Mark, text: string | Uint8Array, at: number): Told {
    return { lane: this.#lane, mark, text, at, step: -1 }
  }

  #remember(row: Told): void {
    this.since += 1
    this.recent.push(row)
    if (this.recent.length > 2 * remembered) this.recent = this.recent.slice(-remembered)
  }

  #omit(raw: Buffer, count: number, at: number): void {
    const omitted = (this.#omitted ??= { lines: 0, bytes: 0, hash: sha256(), at, unhashed: [], size: 0 })
    omitted.lines += count
    omitted.bytes += raw.byteLength
    omitted.unhashed.push(raw)
    omitted.size += raw.byteLength
    // Behind a letter or a digit a name could be taken for the end of a longer word.
    if (omitted.size >= inOneGo || endsInWord(raw)) this.#hash(omitted)
  }

  #hash(omitted: Omitted): void {
    const [first] = omitted.unhashed
    if (first === undefined) return
    omitted.hash.update(this.#rename(omitted.unhashed.length === 1 ? first : Buffer.concat(omitted.unhashed)))
    omitted.unhashed = []
    omitted.size = 0
  }

  #closeOmission(): void {
    if (this.#omitted === undefined) return
    this.#hash(this.#omitted)
    const { lines, bytes, hash, at } = this.#omitted
    this.#omitted = undefined
    this.#rows.main.push({ ...this.#row('*', '', at), omitted: { lines, bytes, sha256: hash.digest('hex') } })
  }
}
