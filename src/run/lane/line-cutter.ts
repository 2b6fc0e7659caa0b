import type { Framer } from '../../model/framer.ts'
import type { Messages } from './messages.ts'
import type { Window } from './window.ts'

/** A whole line at the cursor (or the unfinished rest of a stream that has ended). */
export interface LineItem {
  readonly kind: 'line'
  /** Indexes into the window's bytes: the line occupies [from, next), its content is [start, end). */
  readonly from: number
  readonly start: number
  readonly end: number
  readonly next: number
  readonly unfinished: boolean
  /** A message that its kind calls binary: its text is its bytes in hexadecimal, so that no text is like it. */
  readonly binary?: boolean
}

/** Cuts what stands unread into lines: by its framer, by messages, and into pieces where a line is too long. */
export class LineCutter {
  readonly #window: Window
  readonly #messages: Messages
  readonly #framer: Framer
  /** A line that is longer is cut into pieces of so many bytes. */
  readonly longest: number
  /** Absolute offset up to which the framer has looked in vain for the end of the line at the cursor. */
  #scanned = 0

  constructor(window: Window, messages: Messages, framer: Framer, longest: number) {
    this.#window = window
    this.#messages = messages
    this.#framer = framer
    this.longest = longest
  }

  get terminator(): number | undefined {
    return this.#messages.length > 0 ? undefined : this.#framer.terminator
  }

  /** Something was taken out of the middle, so that the line at the cursor may be another one. */
  forget(): void {
    this.#scanned = 0
  }

  /** The whole line at the cursor, as far as `limit`, or undefined while it has no end. */
  first(limit: number): LineItem | undefined {
    const { bytes, offset, start } = this.#window
    const message = this.#messages.first
    if (message !== undefined) {
      const end = start + (message.end - offset)
      const { binary } = message
      if (end - start > this.longest) return { ...this.#piece(start), binary }
      return { kind: 'line', from: start, start, end, next: end, unfinished: false, binary }
    }
    const scanned = Math.max(start, start + (this.#scanned - offset))
    const to = Math.min(limit, start + this.longest)
    const cut = this.#framer.find(bytes, start, to, scanned)
    if (cut === undefined) {
      if (limit - start >= this.longest) return this.#piece(start)
      this.#scanned = offset + (limit - start)
      return undefined
    }
    return { kind: 'line', from: start, start: cut.start, end: cut.end, next: cut.next, unfinished: false }
  }

  /** The beginning of a line without end, or of one that is too long. */
  #piece(start: number): LineItem {
    const end = start + this.longest
    return { kind: 'line', from: start, start, end, next: end, unfinished: true }
  }

  /**
   * Each whole line, where there are no messages from `first` on, the beginning of one. `final` is true when no more can come, so
   * that the rest is a line, too.
   */
  *each(limit: number, final: boolean, first = this.#window.start): Iterable<LineItem> {
    if (this.#messages.length > 0) {
      yield* this.#eachMessage(limit)
      return
    }
    for (let from = first; from < limit;) {
      const to = Math.min(limit, from + this.longest)
      const cut = this.#framer.find(this.#window.bytes, from, to, from)
      if (cut !== undefined) {
        yield { kind: 'line', from, start: cut.start, end: cut.end, next: cut.next, unfinished: false }
        from = cut.next
      } else if (limit - from >= this.longest) {
        yield this.#piece(from)
        from += this.longest
      } else {
        if (final) yield { kind: 'line', from, start: from, end: limit, next: limit, unfinished: true }
        return
      }
    }
  }

  *#eachMessage(limit: number): Iterable<LineItem> {
    let from = this.#window.start
    for (const { end, binary } of this.#messages) {
      const to = this.#window.start + (end - this.#window.offset)
      if (to > limit) return
      for (; to - from > this.longest; from += this.longest) yield { ...this.#piece(from), binary }
      yield { kind: 'line', from, start: from, end: to, next: to, unfinished: false, binary }
      from = to
    }
  }

  /** The newest whole lines. */
  last(most: number, limit: number, final: boolean): LineItem[] {
    return [...this.each(limit, final, this.#beforeLast(most, limit))].slice(-most)
  }

  /** The beginning of a line with at least so many behind it: behind a terminator a line begins, so that not all need be cut. */
  #beforeLast(most: number, limit: number): number {
    const { terminator } = this
    const { bytes, start } = this.#window
    if (terminator === undefined) return start
    let end = limit
    for (let ends = 0; ends <= most; ends++) {
      end = end > start ? bytes.lastIndexOf(terminator, end - 1) : -1
      if (end < start) return start
    }
    return end + 1
  }
}
