import type { Mark, RawRow } from '../../model/event.ts'
import { markOf, markOfEvent, shownOf } from './in-row.ts'
import type { LineItem } from './line-cutter.ts'
import type { EventItem, Stream } from './stream.ts'

/** Of a longer line its beginning is shown. */
const mostBytes = 4096

/** What of a lane its rows show. */
export interface ShownLane {
  readonly name: string
  readonly shown: boolean
  readonly group: { readonly lane: string; readonly instance: number } | undefined
}

/** Shows rows to a watcher as they come: input and events at once, the rest when its step makes the row. */
export class Live {
  readonly #show: (row: RawRow) => void
  /** So many lines of one lane are shown, as in a transcript. */
  readonly #limit: number
  readonly #lines = new Map<string, number>()
  /** Events that have been shown, and come again with the step that takes them. */
  readonly #shown = new Set<string>()

  constructor(show: (row: RawRow) => void, limit: number) {
    this.#show = show
    this.#limit = limit
  }

  /** A whole line, or an actor's own output. */
  line(lane: ShownLane, stream: Stream, line: LineItem | string, at: number): void {
    const count = (this.#lines.get(lane.name) ?? 0) + 1
    this.#lines.set(lane.name, count)
    if (count > this.#limit) {
      if (count === this.#limit + 1) this.#row(lane, '*', 'more lines, which are not shown', at)
      return
    }
    if (typeof line === 'string') return this.#row(lane, '|', line, at)
    const end = Math.min(line.end, line.start + mostBytes)
    const text =
      stream.shows === 'bytes'
        ? Buffer.from(stream.window.bytes.subarray(line.start, end))
        : stream.text({ ...line, end })
    this.#row(lane, markOf(stream, line), text, at)
  }

  event(lane: ShownLane, { event, silent, at }: EventItem): void {
    // An event out of band has a line that stands for it, or a row once a step takes it.
    if (silent || event.silent === true || event.outOfBand === true) return
    if (event.prints !== undefined) for (const printed of event.prints) this.#row(lane, '|', printed, at)
    else {
      const mark = markOfEvent(event)
      this.#shown.add(keyOf(lane.name, mark, shownOf(event), at))
      this.#row(lane, mark, shownOf(event), at)
    }
  }

  /** A step makes a row: shown now unless it was shown when it came. */
  onRow(row: RawRow): void {
    const { lane, mark, text, at, omitted } = row
    if (mark === '|' || mark === '!' || omitted !== undefined) return
    // What stands behind the last step has been shown, or happened out of band.
    if (mark === '*' && row.step === -1) return
    if (this.#shown.delete(keyOf(lane, mark, text, at))) return
    this.#show(row)
  }

  #row({ name, shown, group }: ShownLane, mark: Mark, text: string | Uint8Array, at: number): void {
    if (shown) this.#show({ lane: name, mark, text, at, step: -1, ...group })
  }
}

const keyOf = (lane: string, mark: Mark, text: string | Uint8Array, at: number): string =>
  `${mark}${lane}\n${String(text)}\n${at}`
