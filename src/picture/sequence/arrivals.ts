import type { Chunk, Replay, ReplayEvent } from '../../model/replay.ts'
import { meaningOf } from './events.ts'

/** Bytes or an event of a recording, and where it stands among all others: its microsecond, with a fraction where several have the same. */
export interface Arrival {
  readonly order: number
  readonly event?: ReplayEvent
  readonly chunk?: Chunk
}

/** All bytes and events of a recording in the order in which they came. */
export function arrivals({ chunks, events = [] }: Replay): Arrival[] {
  const beginnings = events.filter((event) => begins(event))
  const others = events.filter((event) => !begins(event))
  // In the same microsecond a connection begins before its bytes, and ends behind them.
  const all = [
    ...beginnings.map((event) => ({ at: event.at, event })),
    ...chunks.map((chunk) => ({ at: chunk.at, chunk })),
    ...others.map((event) => ({ at: event.at, event })),
  ].sort((one, other) => one.at - other.at)
  const found: Arrival[] = []
  for (let first = 0; first < all.length;) {
    const at = all[first]?.at ?? 0
    let end = first + 1
    while (all[end]?.at === at) end++
    const same = all.slice(first, end)
    for (const [index, { at: _at, ...what }] of same.entries()) found.push({ ...what, order: at + index / same.length })
    first = end
  }
  return found
}

const begins = (event: ReplayEvent): boolean => ['connect', 'accept'].includes(meaningOf(event))
