import type { Mark, RawRow } from '../../model/event.ts'
import { Omission } from './omission.ts'

/** How many of the newest lines a failure report may show, and how much of each. */
const remembered = 40
const rememberedText = 4096
/** Of unmatched lines a transcript keeps so many bytes in all, and no line that is longer than this. */
const mostBytes = 1024 * 1024
const longLine = 64 * 1024

/** Where a row stands within its step: streams are never ordered against each other, and an actor's end comes behind all. */
export type RowPlace = 'main' | 'other' | 'end'

/** Rows that are on their way into the transcript, and what was left out behind the last of them. */
interface Draft {
  rows: Record<RowPlace, RawRow[]>
  omitted: Omission | undefined
}
const empty = (): Draft => ({ rows: { main: [], other: [], end: [] }, omitted: undefined })
const countOf = ({ main, other, end }: Draft['rows']): number => main.length + other.length + end.length

/**
 * Collects a lane's rows until their step is over. Lines beyond the limit are left out: only their number, size
 * and SHA-256 are kept, so that the comparison stays exact while memory and file stay small.
 */
export class LaneRows {
  readonly #lane: string
  readonly #limit: number
  readonly #rename: (bytes: Buffer) => Uint8Array
  #lines = 0
  #bytes = 0
  #dropped = 0
  #droppedBytes = 0
  /** The present step's rows. */
  readonly #present = empty()
  /** What is written to: these, or those that wait for the step that looks. */
  #draft = this.#present
  /** Rows of what was passed over before any step looked, by stream. */
  #waiting: Map<string, Draft> | undefined
  /** The newest rows, also those left out, for failure reports. */
  recent: RawRow[] = []
  /** Those of them that steps passed over, and no expectation took. */
  passed: RawRow[] = []
  /** Microseconds since the start: when the newest row came that is none of a skipped line, or the lane's life began. */
  newest = 0
  /** Actions while older lines were unread, oldest first: their rows come behind those. */
  #held: RawRow[] = []
  /** So many rows were made of what an expectation took, was sent or happened. */
  made = 0
  /** Lines added since `recent` was last cleared. */
  since = 0

  constructor(lane: string, limit: number, rename: (bytes: Buffer) => Uint8Array) {
    this.#lane = lane
    this.#limit = limit
    this.#rename = rename
  }

  /** An unmatched line: it counts towards the limit. */
  line(mark: Mark, text: string | Uint8Array, at: number, raw: Buffer, place: RowPlace = 'main'): void {
    this.#release(at, place)
    const row = this.#row(mark, text, at)
    this.#pass(row)
    if (this.full || raw.byteLength > longLine) return this.#omit(raw, 1, at)
    this.#closeOmission()
    this.#lines += 1
    this.#bytes += raw.byteLength
    this.#draft.rows[place].push(row)
  }

  /** A line that stands at no step, and a failure report may show; with a place, the recording has it there, up to the limit. */
  dropped(mark: Mark, text: string | Uint8Array, at: number, place?: RowPlace): void {
    const follows = { rows: this.made, lines: this.#dropped }
    const row: RawRow = { ...this.#row(mark, text, at), dropped: true, follows }
    this.#pass(row)
    if (place === undefined || this.#dropped >= this.#limit || this.#droppedBytes >= mostBytes) return
    this.#dropped += 1
    this.#droppedBytes += text.length
    this.#draft.rows[place].push(row)
  }

  get full(): boolean {
    return this.#lines >= this.#limit || this.#bytes >= mostBytes
  }

  /** Whole lines in one piece, beyond the limit; `last` is the newest of them. */
  lines(raw: Buffer, count: number, last: string, at: number): void {
    this.#release(at, 'main')
    this.#pass(this.#row('|', last, at))
    this.since += count - 1
    this.#omit(raw, count, at)
  }

  /** What an expectation took, was sent or happened: it always stands in the transcript. */
  row(
    mark: Mark,
    text: string | Uint8Array,
    at: number,
    place: RowPlace = 'main',
    more?: Pick<RawRow, 'places' | 'styles' | 'outOfBand' | 'follows'>,
  ): void {
    if (this.#held.length > 0) this.#release(at, place)
    const row = this.#row(mark, text, at)
    this.made += 1
    if (more !== undefined) Object.assign(row, more)
    if (this.#draft.omitted !== undefined) this.#closeOmission()
    this.#draft.rows[place].push(row)
    this.#remember(row)
    if (at > this.newest) this.newest = at
  }

  /** An action whose row comes behind earlier output of the actor, which may still be unread. */
  hold(mark: Mark, text: string, at: number): void {
    this.#held.push(this.#row(mark, text, at))
  }

  get held(): readonly RawRow[] {
    return this.#held
  }

  /** Nothing more can come that would stand before what is held back. */
  releaseAll(): void {
    this.#release(Number.POSITIVE_INFINITY, 'other')
  }

  /** Rows that come meanwhile wait until `present`: no step has looked at that stream yet, and they belong to the one that does. */
  defer(stream: string, work: () => void): void {
    this.#waiting ??= new Map()
    const waiting = this.#waiting.get(stream) ?? empty()
    this.#waiting.set(stream, waiting)
    this.#draft = waiting
    try {
      work()
    } finally {
      this.#draft = this.#present
    }
  }

  present(stream: string): void {
    const waiting = this.#waiting?.get(stream)
    if (waiting === undefined) return
    this.#waiting?.delete(stream)
    if (countOf(waiting.rows) > 0) this.#closeOmission()
    for (const place of ['main', 'other', 'end'] as const)
      for (const row of waiting.rows[place]) this.#draft.rows[place].push(row)
    if (waiting.omitted === undefined) return
    if (!waiting.omitted.join(this.#draft.omitted)) this.#closeOmission()
    this.#draft.omitted = waiting.omitted
  }

  /** Hands over the rows of a step and begins anew. */
  flush(step: number): RawRow[] {
    if (step < 0) {
      this.releaseAll()
      this.#closeOmission()
    }
    const { main, other, end } = this.#draft.rows
    let rows = main
    // Nearly every step has rows of the main stream alone, and there are many steps.
    if (other.length + end.length === 0) {
      if (main.length === 0) return main
      this.#draft.rows.main = []
    } else {
      rows = [...main, ...other, ...end]
      this.#draft.rows = empty().rows
    }
    for (const row of rows) (row as { step: number }).step = step
    return rows
  }

  forget(): void {
    if (this.recent.length > 0) this.recent = []
    if (this.passed.length > 0) this.passed = []
    this.since = 0
  }

  /** Adds the rows that were held back and are older than the row that comes now. */
  #release(at: number, place: RowPlace): void {
    while (this.#held.length > 0 && (this.#held[0] as RawRow).at < at) {
      const row = this.#held.shift() as RawRow
      this.#closeOmission()
      this.#draft.rows[place].push(row)
      this.#remember(row)
    }
  }

  #row(mark: Mark, text: string | Uint8Array, at: number): RawRow {
    return { lane: this.#lane, mark, text, at, step: -1 }
  }

  #remember(row: RawRow): RawRow {
    this.since += 1
    const short = row.text.length > rememberedText ? { ...row, text: beginningOf(row.text) } : row
    this.recent.push(short)
    if (this.recent.length > 2 * remembered) this.recent = this.recent.slice(-remembered)
    return short
  }

  #pass(row: RawRow): void {
    this.passed.push(this.#remember(row))
    if (this.passed.length > 2 * remembered) this.passed = this.passed.slice(-remembered)
  }

  #omit(raw: Buffer, count: number, at: number): void {
    const draft = this.#draft
    if (draft.omitted === undefined) {
      // What waits may go on where the present step has left out something, unless a row comes in between.
      const open = draft === this.#present || countOf(draft.rows) > 0 ? undefined : this.#present.omitted
      draft.omitted = new Omission(at, this.#rename, open)
    }
    draft.omitted.add(raw, count)
  }

  #closeOmission(): void {
    const { omitted } = this.#draft
    if (omitted === undefined) return
    this.#draft.omitted = undefined
    this.#draft.rows.main.push({ ...this.#row('*', '', omitted.at), omitted: omitted.sum() })
  }
}

/** A copy, so that the rest of a long text can go. */
const beginningOf = (text: string | Uint8Array): string | Uint8Array =>
  typeof text === 'string'
    ? `${Buffer.from(text.slice(0, rememberedText)).toString()}…`
    : Buffer.from(text.subarray(0, rememberedText))
