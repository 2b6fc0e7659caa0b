import type { Event } from '../../../src/model/event.ts'
import type { Framer } from '../../../src/model/framer.ts'
import { RunLane } from '../../../src/run/lane/lane.ts'
import type { LaneSetting } from '../../../src/run/lane/lane-setting.ts'

export const lineFramer: Framer = {
  shows: 'text',
  terminator: 10,
  find: (bytes, from, to, scanned) => {
    const at = bytes.indexOf(10, scanned)
    if (at < 0 || at >= to) return undefined
    return { start: from, end: at > from && bytes[at - 1] === 13 ? at - 1 : at, next: at + 1 }
  },
  encode: (line) => Buffer.concat([line, Buffer.from('\n')]),
}

/** A lane by itself: a clock that counts its events, and a list of what it recorded. */
export function laneForTest(
  limit = 2000,
  framer: Framer = lineFramer,
  bounds: Pick<LaneSetting<RunLane>, 'longest' | 'unread' | 'tooMuch'> = {},
): { lane: RunLane; events: Event[] } {
  const events: Event[] = []
  let now = 0
  const lane = new RunLane('client', framer, {
    now: () => (now += 1),
    record: (event) => void events.push(event),
    changed: (changed) => changed.waiter?.(),
    watch: undefined,
    limit,
    rename: (bytes) => bytes,
    ...bounds,
  })
  return { lane, events }
}

export const receive = (lane: RunLane, text: string | Uint8Array) =>
  lane.receive(typeof text === 'string' ? Buffer.from(text) : text, undefined)

/** The rows so far, as `mark text`. */
export const rowsOfLane = (lane: RunLane) =>
  lane.rows
    .flush(0)
    .map((row) =>
      row.omitted === undefined
        ? `${row.mark} ${String(row.text)}`
        : `* ${row.omitted.lines} lines, ${row.omitted.bytes} bytes`,
    )
