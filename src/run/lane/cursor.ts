import type { RunLane } from './lane.ts'
import { markOf, wordsOf } from './lane.ts'
import type { HappeningItem, LineItem, Stream } from './stream.ts'

/** Moving a cursor forward, and telling what it passes. */

/** A wish took this line. */
export function takeLine(lane: RunLane, stream: Stream, line: LineItem, as?: string): string {
  const text = stream.text(line)
  if (as !== undefined) lane.telling.row('|', as, stream.arrival(line.next))
  else lane.telling.row(markOf(stream, line), shownLine(stream, line, text), stream.arrival(line.next))
  stream.advance(line.next)
  return text
}

/** A wish passed over this line. */
export function skipLine(lane: RunLane, stream: Stream, line: LineItem, text: string): void {
  const at = stream.arrival(line.next)
  const mark = markOf(stream, line)
  const shown = shownLine(stream, line, text)
  if (lane.skipped === 'told') lane.telling.line(mark, shown, at, stream.window.bytes.subarray(line.from, line.next))
  else if (lane.skipped === 'kept') lane.leftovers.push({ mark, text: shown, at })
  stream.advance(line.next)
}

/** Takes the happening at the cursor, or an aside one; gives it its row unless it has one. */
export function takeEvent(lane: RunLane, stream: Stream | undefined, item: HappeningItem, row?: string): void {
  item.expected = true
  tellEvent(lane, item, row)
  if (stream === undefined) lane.aside.splice(lane.aside.indexOf(item), 1)
  else stream.events.splice(stream.events.indexOf(item), 1)
}

export function tellEvent(lane: RunLane, item: HappeningItem, row?: string): void {
  if (item.told || item.event.silent === true) return
  item.told = true
  if (row !== undefined) lane.telling.row('*', row, item.at)
  else if (item.event.says !== undefined) for (const line of item.event.says) lane.telling.row('|', line, item.at)
  else lane.telling.row(item.event.name === 'replied' ? '>' : '*', wordsOf(item.event), item.at)
}

/** Passes over everything that stands unread, happenings included, up to and without `until`. */
export function skipTo(lane: RunLane, stream: Stream, until?: HappeningItem): void {
  for (;;) {
    const item = stream.peek()
    if (item === undefined || item === until) return
    if (item.kind === 'line') skipLine(lane, stream, item, stream.text(item))
    else passEvent(lane, stream, item)
  }
}

/** A happening that a wish passed over on its way: it has its row, and the audit still asks who expected it. */
export function passEvent(lane: RunLane, stream: Stream, item: HappeningItem): void {
  if (lane.skipped !== 'dropped') tellEvent(lane, item)
  stream.shift()
}

/** Bytes taken from the cursor on, as one row. */
export function takeBytes(lane: RunLane, stream: Stream, length: number, shows: 'text' | 'bytes', as?: string): string {
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
  if (as !== undefined) lane.telling.row('*', as, at)
  else if (shows === 'bytes') lane.telling.row('|', Buffer.from(window.bytes.subarray(line.start, line.end)), at)
  else if (length > 0)
    lane.telling.row(
      text.endsWith('\n') ? markOf(stream, line) : '~',
      text.endsWith('\n') ? text.slice(0, -1) : text,
      at,
    )
  stream.advance(line.next)
  return text
}

function shownLine(stream: Stream, line: LineItem, text: string): string | Uint8Array {
  return stream.shows === 'bytes' ? Buffer.from(stream.window.bytes.subarray(line.start, line.end)) : text
}
