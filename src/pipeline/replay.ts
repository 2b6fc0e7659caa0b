import { isOfTerminal, type Event } from '../model/event.ts'
import type { Chunk, Replay, ReplayEvent } from '../model/replay.ts'
import { allPrintable } from '../text/all-printable.ts'
import { verdictRow } from '../transcript/from-recording.ts'
import { recorded } from './recorded.ts'

/** A recording as a replay, with its verdict as the last row when it failed; undefined when it has no beginning. */
export function replayFrom(events: readonly Event[]): Replay | undefined {
  const found = recorded(events, { named: false, ending: verdictRow(events) })
  if (found === undefined) return undefined
  const last = events.at(-1)
  const { type: _type, named: _named, ...verdict } = last?.type === 'verdict' ? last : { type: undefined, named: [] }
  let latest = 0
  // The transcript by itself: as part of other data it is taken for printable.
  return allPrintable({
    transcript: allPrintable(found.transcript),
    times: found.times.map((at) => (latest = Math.max(latest, at))),
    exact: true,
    steps: found.steps,
    chunks: events.flatMap(chunkOf),
    events: events.flatMap(replayEvents),
    terminals: events.filter(isOfTerminal),
    ...('at' in verdict && { verdict }),
    duration: Math.max(latest, last?.at ?? 0),
  })
}

function replayEvents(event: Event): ReplayEvent[] {
  if (event.type !== 'event') return []
  const { type: _type, ...rest } = event
  return [rest]
}

function chunkOf(event: Event): Chunk[] {
  if (event.type !== 'received' && event.type !== 'sent') return []
  const { type: direction, ...rest } = event
  return [{ ...rest, direction }]
}
