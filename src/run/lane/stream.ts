import type { LaneEvent } from '../../model/actor.ts'
import type { Framer } from '../../model/framer.ts'
import { decodeText } from '../../text/byte-text.ts'
import { spacedHex } from '../../text/spaced-hex.ts'
import { Arrivals } from './arrivals.ts'
import { LineCutter, type LineItem } from './line-cutter.ts'
import { Messages } from './messages.ts'
import { Window } from './window.ts'

/** Something that happened, in its place among the bytes of a stream. */
export interface EventItem {
  readonly kind: 'event'
  readonly event: LaneEvent
  /** Absolute offset of the first byte after it. */
  offset: number
  /** Microseconds since the start. */
  readonly at: number
  /** How many messages of its stream had come before it: an empty one takes up no bytes. */
  readonly messages: number
  /** It has its row already (from the verb that caused it), but may still meet an expectation. */
  hasRow: boolean
  /** It has no row unless a step expects it. */
  silent: boolean
  /** A step expected it or caused it, so the final checks have nothing against it. */
  expected: boolean
}

/** An event that has just come; one that comes out of band has no place among the bytes. */
export function itemOf(event: LaneEvent, at: number, offset = 0, messages = 0): EventItem {
  return {
    kind: 'event',
    event,
    offset,
    at,
    messages,
    hasRow: false,
    silent: event.silent === true,
    expected: event.expected === true,
  }
}

export type Item = EventItem | LineItem

/**
 * The output of an actor on one of its streams: unread bytes and events in order, and a cursor that only moves forward. Lines
 * are cut by the framer when somebody looks, and no byte is searched twice for the end of its line.
 */
export class Stream {
  readonly name: string
  readonly window = new Window()
  readonly events: EventItem[] = []
  readonly messages = new Messages()
  /** Events out of band that have a line of their own, which ends at its offset. */
  readonly #announced: EventItem[] = []
  readonly #framer: Framer
  readonly #arrivals = new Arrivals()
  /** Nothing more can be received on it. */
  ended = false

  /** Bytes that were passed over before any step had looked at them, since a step last did. */
  unseen = 0
  readonly #cutter: LineCutter

  constructor(name: string, framer: Framer, longest = Number.POSITIVE_INFINITY) {
    this.name = name
    this.#framer = framer
    this.#cutter = new LineCutter(this.window, this.messages, framer, longest)
  }

  get shows(): 'text' | 'bytes' {
    return this.#framer.shows
  }
  get terminator(): number | undefined {
    return this.#cutter.terminator
  }
  /** A line that is longer is cut into pieces of so many bytes. */
  get longest(): number {
    return this.#cutter.longest
  }

  /** The line that has just come stands for an event out of band. */
  announces(item: EventItem): void {
    item.offset = this.window.offset + this.window.length
    this.#announced.push(item)
  }

  /** A step has expected this line, and with it the event that the line stands for. */
  expected(line: LineItem): void {
    if (this.#announced.length === 0) return
    const end = this.window.offset + (line.next - this.window.start)
    for (const item of this.#announced) if (item.offset === end) item.expected = true
  }

  receive(bytes: Uint8Array, at: number, message?: 'text' | 'binary'): void {
    this.window.append(bytes)
    const end = this.window.offset + this.window.length
    this.#arrivals.add(end, at)
    if (message !== undefined) this.messages.add(end, message === 'binary')
  }

  addEvent(event: LaneEvent, at: number): EventItem {
    const { window, messages } = this
    const item = itemOf(event, at, window.offset + window.length, messages.passed + messages.length)
    this.events.push(item)
    return item
  }

  /** The event behind which nothing more is received, once it has come. */
  get #last(): EventItem | undefined {
    for (const item of this.events) if (item.event.ends !== undefined) return item
    return undefined
  }

  /** True when what stands unread can grow no more: its rest is an unfinished line. */
  get final(): boolean {
    return this.ended || this.#last !== undefined
  }

  /** Index in the window up to which bytes come before the end of what is received. */
  get limit(): number {
    const last = this.events.length === 0 ? undefined : this.#last
    return last === undefined ? this.window.end : this.window.start + (last.offset - this.window.offset)
  }

  /** What stands at the cursor, or undefined while it is not whole yet. Does not move the cursor. */
  peek(): Item | undefined {
    const { events, window } = this
    // Most looks find nothing at all, or bytes alone.
    if (events.length === 0 && window.length === 0 && this.messages.length === 0) return undefined
    const first = events[0]
    const limit = this.limit
    const { start } = window
    if (this.#emptyMessageBefore(first)) return this.#cutter.first(limit)
    // One that came in the middle of a line stands behind it, since lines are whole.
    if (first !== undefined && first.offset <= window.offset) return first
    if (start < limit) {
      const line = this.#cutter.first(limit)
      if (line !== undefined) return line
      if (this.final) return { kind: 'line', from: start, start, end: limit, next: limit, unfinished: true }
      return undefined
    }
    return first
  }

  /** The whole line at the cursor, whatever happened before it. */
  nextLine(): LineItem | undefined {
    const { start } = this.window
    const { limit } = this
    return start < limit || this.messages.first?.end === this.window.offset ? this.#cutter.first(limit) : undefined
  }

  #emptyMessageBefore(event: EventItem | undefined): boolean {
    if (this.messages.first?.end !== this.window.offset) return false
    return event === undefined || this.messages.passed < event.messages
  }

  /** All whole items from the cursor on, without moving it: for expectations that leave lines between unread. */
  lines(): LineItem[] {
    return [...this.eachLine()]
  }

  /** The same one after the other, where there are no messages from the beginning of one: a flood is too large to take at once. */
  eachLine(first?: number): Iterable<LineItem> {
    return this.#cutter.each(this.limit, this.final, first)
  }

  /** The newest whole lines. */
  lastLines(most: number): LineItem[] {
    return this.#cutter.last(most, this.limit, this.final)
  }

  firstLine(isSo: (line: LineItem) => boolean = () => true): LineItem | undefined {
    for (const line of this.eachLine()) if (isSo(line)) return line
    return undefined
  }

  text(line: LineItem): string {
    if (line.binary === true) return spacedHex(this.window.bytes.subarray(line.start, line.end))
    return decodeText(this.window.bytes, line.start, line.end)
  }

  /** When the last byte before this index of the window arrived. */
  arrival(index: number): number {
    return this.#arrivals.of(this.window.offset + (index - this.window.start))
  }

  /** Moves the cursor to an index of the window. */
  advance(next: number): void {
    this.window.drop(next - this.window.start)
    const { offset } = this.window
    this.messages.pass(offset)
    this.#arrivals.pass(offset)
  }

  /** Takes the event at the cursor. */
  shift(): void {
    this.events.shift()
  }

  /** Takes a line out of the middle; what stands before it stays unread. */
  remove(line: LineItem): void {
    const length = line.next - line.from
    const absolute = this.window.offset + (line.from - this.window.start)
    this.window.cut(line.from, line.next)
    for (const event of [...this.events, ...this.#announced]) if (event.offset > absolute) event.offset -= length
    this.messages.close(absolute, length)
    this.#arrivals.close(absolute, length)
    this.#cutter.forget()
  }

  get empty(): boolean {
    return this.emptyBut(() => false)
  }

  /** True when nothing stands unread but what happened and is let pass. */
  emptyBut(passes: (item: EventItem) => boolean): boolean {
    return (
      this.unseen === 0 &&
      this.window.length === 0 &&
      this.messages.length === 0 &&
      this.events.every((item) => item.hasRow || item.silent || passes(item))
    )
  }
}
