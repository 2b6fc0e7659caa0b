import type { Effect } from '../../language/expectations/modifiers.ts'
import { passEvent, skipLine, skipTo, takeEvent } from '../lane/cursor.ts'
import type { RunLane } from '../lane/lane.ts'
import type { EventItem, Stream } from '../lane/stream.ts'

/** Passes the events that stand right at the cursor; one that ends the stream stays. */
export function passEventsHere(lane: RunLane, stream: Stream): void {
  for (
    let first = stream.events[0];
    first !== undefined && first.offset <= stream.window.offset && first.event.ends === undefined;
    first = stream.events[0]
  )
    passEvent(lane, stream, first)
}

/**
 * Skips so many bytes, which are whole lines, with the events between them. Answers why one of them must not be there, and stops
 * at it.
 */
export function skipWhole(lane: RunLane, stream: Stream, bytes: number, bars: Effect['bars']): string | undefined {
  const until = stream.window.offset + bytes
  for (;;) {
    passEventsHere(lane, stream)
    if (stream.window.offset >= until) return undefined
    const line = stream.peek()
    if (line?.kind !== 'line') return undefined
    const text = stream.text(line)
    const why = bars?.(text)
    if (why !== undefined) return why
    skipLine(lane, stream, line, text)
  }
}

/** The events that an expectation on this stream can be met by: its own, and the actor's end, which stands on the main stream. */
export function* eventsFor(lane: RunLane, stream: Stream): Iterable<EventItem> {
  yield* stream.events
  if (stream !== lane.main) for (const item of lane.main.events) if (item.event.ends === 'all') yield item
}

/** Takes an event wherever it stands: what is unread before it is skipped, and before the actor's end on every stream. */
export function takeEventAt(lane: RunLane, stream: Stream, item: EventItem, row?: string): void {
  const own = stream.events.includes(item) ? stream : lane.main
  skipTo(lane, own, item)
  if (item.event.ends === 'all') for (const other of lane.streams) if (other !== own) skipTo(lane, other)
  takeEvent(lane, own, item, row)
}
