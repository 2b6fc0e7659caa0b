import type { RawRow } from '../model/event.ts'
import type { SeenEvent } from '../model/forensics.ts'
import type { Row } from '../model/transcript.ts'
import type { Checked } from '../pipeline.ts'
import { isOnLane } from '../text/lane-names.ts'
import { isOpen } from '../transcript/open-tails.ts'

interface Placed extends SeenEvent {
  /** Its place on its lane. */
  readonly place: number
  /** Of what stands between two places, its place there. */
  readonly line: number
}

/**
 * Collects the events of a run in order of arrival, as its transcript has them, or would have what it leaves out. Of a tail that never
 * ends, how much there is says nothing.
 */
export function eventsSeen({ scenario }: Checked) {
  const actors = [...(scenario?.actors.values() ?? [])]
  const open = actors.filter(({ tail }) => tail === 'open').map(({ name }) => name)
  const taken = actors.filter(({ rows }) => rows === 'taken').map(({ name }) => name)
  const made = new Map<string, number>()
  const events: Placed[] = []
  const onTranscribed = (raw: RawRow, printed: readonly Row[], isLeftOut: boolean): void => {
    const { step, instance, at, outOfBand, follows } = raw
    const lane = instance === undefined ? raw.lane : `${raw.lane}#${instance}`
    const before = made.get(lane) ?? 0
    if (follows === undefined) made.set(lane, before + 1)
    if (step === -1 && isOpen(open, raw.lane)) return
    // A failed run has rows of these in its transcript, and one that passed does not.
    const unshown = isLeftOut || outOfBand === true || (step === -1 && taken.some((name) => isOnLane(raw.lane, name)))
    const [first] = printed
    if (first === undefined) return
    const text = printed.length === 1 ? first.text : printed.map((row) => row.text).join(' ⏎ ')
    events.push({
      ...(unshown && { unshown: true as const }),
      lane,
      mark: first.mark,
      text,
      at,
      place: follows === undefined ? before : follows.rows - 0.5,
      line: follows?.lines ?? 0,
    })
  }
  return { host: { onTranscribed, keepUnshown: true }, inOrder: () => inOrder(events) }
}

/** In order of arrival; what came in one piece, in its order on its lane. */
const inOrder = (events: readonly Placed[]): readonly SeenEvent[] =>
  [...events]
    .sort((one, other) => one.place - other.place || one.line - other.line)
    .sort((one, other) => one.at - other.at)
    .map(withoutPlace)

function withoutPlace(placed: Placed): SeenEvent {
  const { place: _, line: __, ...event } = placed
  return event
}
