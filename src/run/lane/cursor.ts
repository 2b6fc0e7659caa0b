import { anyByte, type Place } from '../../model/event.ts'
import { countLines } from './count-lines.ts'
import type { RunLane } from './lane.ts'
import { addEventRow, addRepliesHere, placeOf } from './event-rows.ts'
import { markOf } from './in-row.ts'
import type { LineItem } from './line-cutter.ts'
import type { EventItem, Stream } from './stream.ts'

/** Moves a cursor forward, and makes rows of what it passes. */

/** An expectation took this line, whose text it may know already. */
export function takeLine(lane: RunLane, stream: Stream, line: LineItem, text = stream.text(line)): string {
  const at = stream.arrival(line.next)
  stream.expected(line)
  lane.rows.row(markOf(stream, line), shownLine(stream, line, text), at, placeOf(lane, stream))
  stream.advance(line.next)
  return text
}

/** An expectation passed over this line. */
export function skipLine(lane: RunLane, stream: Stream, line: LineItem, text: string): void {
  const at = stream.arrival(line.next)
  const mark = markOf(stream, line)
  const shown = shownLine(stream, line, text)
  for (const witness of lane.witnesses ?? []) witness.skipped(stream, stream.text(line), at)
  if (lane.skipped === 'shown')
    lane.rows.line(mark, shown, at, stream.window.bytes.subarray(line.from, line.next), placeOf(lane, stream))
  else {
    lane.rows.dropped(mark, shown, at, lane.skipped === 'dropped' ? placeOf(lane, stream) : undefined)
    if (lane.skipped === 'kept') lane.leftovers.push({ mark, text: shown, at, after: lane.rows.made })
  }
  stream.advance(line.next)
}

/** Takes the event at the cursor, or one out of band; gives it its row unless it has one, also one that has none by itself. */
export function takeEvent(lane: RunLane, stream: Stream | undefined, item: EventItem, row?: string): void {
  item.expected = true
  item.silent = false
  if (stream === undefined) addRepliesHere(lane)
  addEventRow(lane, item, row)
  if (stream === undefined) lane.outOfBand.splice(lane.outOfBand.indexOf(item), 1)
  else stream.events.splice(stream.events.indexOf(item), 1)
}

/** Passes over everything that stands unread, events included, up to and without `until`. */
export function skipTo(lane: RunLane, stream: Stream, until?: EventItem): void {
  release(lane, stream)
  for (;;) {
    skipLeftOut(lane, stream)
    const item = stream.peek()
    if (item === undefined || item === until) return
    if (item.kind === 'line') skipLine(lane, stream, item, skippedText(lane, stream, item))
    else passEvent(lane, stream, item)
  }
}

/** Once the transcript leaves lines out, all whole ones up to what happened next are passed over in one piece: a flood is read once. */
function skipLeftOut(lane: RunLane, stream: Stream): void {
  const { terminator, window } = stream
  if (
    isWitnessed(lane) ||
    terminator === undefined ||
    lane.skipped !== 'shown' ||
    !lane.rows.full ||
    window.length === 0
  )
    return
  const next = stream.events[0]
  const end = next === undefined ? window.end : Math.min(window.end, window.start + (next.offset - window.offset))
  const last = end > window.start ? window.bytes.lastIndexOf(terminator, end - 1) : -1
  if (last >= window.start) skipLines(lane, stream, window.offset + (last + 1 - window.start), terminator)
}

const isWitnessed = ({ witnesses }: RunLane): boolean => witnesses !== undefined && witnesses.size > 0

/** Skips whole lines up to an absolute offset that stands right behind a terminator. */
export function skipLines(lane: RunLane, stream: Stream, until: number, terminator: number): void {
  const { window } = stream
  while (window.offset < until && (isWitnessed(lane) || !(lane.skipped === 'shown' && lane.rows.full))) {
    const item = stream.peek()
    if (item?.kind !== 'line') return
    skipLine(lane, stream, item, skippedText(lane, stream, item))
  }
  if (window.offset >= until) return
  const end = window.start + (until - window.offset)
  const raw = window.bytes.subarray(window.start, end)
  const lastStart = Math.max(window.start, window.bytes.lastIndexOf(terminator, end - 2) + 1)
  const last = stream.text({
    kind: 'line',
    from: lastStart,
    start: lastStart,
    end: Math.min(end - 1, lastStart + longest),
    next: end,
    unfinished: false,
  })
  lane.rows.lines(raw, countLines(raw, terminator, stream.longest), last, stream.arrival(end))
  stream.advance(end)
}

/** A longer part of a line that stands in no transcript is not worth keeping. */
const longest = 64 * 1024

/** The text of a line that is passed over: of a long one that is left out, its beginning. */
function skippedText(lane: RunLane, stream: Stream, line: LineItem): string {
  const end = lane.skipped === 'kept' ? line.end : Math.min(line.end, line.start + longest)
  return stream.text({ ...line, end })
}

/** What was passed over before any step had looked stands at the step that does. */
export function release(lane: RunLane, stream: Stream): void {
  if (stream.unseen === 0) return
  stream.unseen = 0
  lane.rows.present(stream.name)
}

/**
 * Passes over the oldest lines until no more than so many bytes and messages stand unread; what happened between them can still
 * be expected.
 */
export function passOver(
  lane: RunLane,
  stream: Stream,
  left: { readonly bytes: number; readonly messages: number },
): void {
  const until = stream.window.offset + stream.window.length - left.bytes
  const { terminator } = stream
  lane.rows.defer(stream.name, () => {
    let count = 0
    const { events } = stream
    for (;;) {
      const line =
        stream.window.offset < until || stream.messages.length > left.messages ? stream.nextLine() : undefined
      if (line === undefined) return
      for (
        let event = events[count];
        event !== undefined && event.offset <= stream.window.offset;
        event = events[count]
      ) {
        if (lane.skipped !== 'dropped') addEventRow(lane, event)
        count += 1
      }
      const { offset } = stream.window
      if (terminator !== undefined && events.length === 0 && lane.skipped === 'shown' && lane.rows.full) {
        const end = stream.window.bytes.lastIndexOf(terminator, stream.window.start + (until - offset) - 1)
        if (end >= stream.window.start) skipLines(lane, stream, offset + (end + 1 - stream.window.start), terminator)
      }
      if (stream.window.offset === offset) skipLine(lane, stream, line, skippedText(lane, stream, line))
      stream.unseen += Math.max(1, stream.window.offset - offset)
    }
  })
}

/** An event that an expectation passed over on its way: it has its row, and the final checks still ask who expected it. */
export function passEvent(lane: RunLane, stream: Stream, item: EventItem): void {
  for (const witness of lane.witnesses ?? []) witness.passed(item)
  if (lane.skipped !== 'dropped') addEventRow(lane, item)
  stream.shift()
}

interface TakenRow {
  /** Written instead of them. */
  readonly row?: string
  /** The variable that they become. */
  readonly name?: string | undefined
  /** Places of bytes that may be any. */
  readonly any?: readonly number[] | undefined
  /** Places of variables' values, in a row of bytes. */
  readonly places?: readonly Place[] | undefined
  /** They have no row. */
  readonly hidden?: true
}

/**
 * Bytes taken from the cursor on, as one row. The mark never depends on the bytes, and no byte is left out: they may differ from run
 * to run, and stand under a name.
 */
export function takeBytes(
  lane: RunLane,
  stream: Stream,
  length: number,
  shows: 'text' | 'bytes',
  { row, name, any = [], places: written = [], hidden }: TakenRow = {},
): string {
  const { window } = stream
  const line: LineItem = {
    kind: 'line',
    from: window.start,
    start: window.start,
    end: window.start + length,
    next: window.start + length,
    unfinished: false,
  }
  const text = stream.text(line)
  const at = stream.arrival(line.next)
  const place = placeOf(lane, stream)
  if (row !== undefined) lane.rows.row('*', row, at, place)
  else if (hidden !== true && (length > 0 || shows === 'bytes' || name !== undefined)) {
    const shown = shows === 'bytes' ? Buffer.from(window.bytes.subarray(line.start, line.end)) : text
    const named = name === undefined ? [] : [{ start: 0, end: shown.length, name }]
    const open = shows === 'bytes' ? any.map((start) => ({ start, end: start + 1, name: anyByte })) : []
    const places = [...named, ...(shows === 'bytes' ? written : []), ...open]
    lane.rows.row(shows === 'bytes' ? '|' : '~', shown, at, place, places.length === 0 ? undefined : { places })
  }
  stream.advance(line.next)
  return text
}

/** Takes all that has come on the main stream without a row: it was no part of the conversation. */
export function takeRest(lane: RunLane): Uint8Array {
  const { main } = lane
  const bytes = Uint8Array.from(main.window.bytes.subarray(main.window.start, main.window.end))
  main.advance(main.window.end)
  return bytes
}

function shownLine(stream: Stream, line: LineItem, text: string): string | Uint8Array {
  return stream.shows === 'bytes' || line.binary === true
    ? Buffer.from(stream.window.bytes.subarray(line.start, line.end))
    : text
}
