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

/** Collects what a run's transcript has, in order of arrival. What runs may have or not, whether they pass or fail, is left out. */
export function eventsSeen({ scenario }: Checked) {
  const actors = [...(scenario?.actors.values() ?? [])]
  const open = actors.filter(({ tail }) => tail === 'open').map(({ name }) => name)
  const taken = actors.filter(({ rows }) => rows === 'taken').map(({ name }) => name)
  const made = new Map<string, number>()
  const events: Placed[] = []
  const onTranscribed = (raw: RawRow, printed: readonly Row[]): void => {
    const { step, instance, at, outOfBand, follows } = raw
    const lane = instance === undefined ? raw.lane : `${raw.lane}#${instance}`
    const before = made.get(lane) ?? 0
    if (follows === undefined) made.set(lane, before + 1)
    if (outOfBand === true) return
    // Only a failed run has rows of what no step took there.
    if (step === -1 && (isOpen(open, raw.lane) || taken.some((name) => isOnLane(raw.lane, name)))) return
    const [first] = printed
    if (first === undefined) return
    const text = printed.length === 1 ? first.text : printed.map((row) => row.text).join(' ⏎ ')
    events.push({
      lane,
      mark: first.mark,
      text,
      at,
      place: follows === undefined ? before : follows.rows - 0.5,
      line: follows?.lines ?? 0,
    })
  }
  return { host: { onTranscribed }, inOrder: () => inOrder(events) }
}

/** In order of arrival; what came in one piece, in its order on its lane. */
const inOrder = (events: readonly Placed[]): readonly SeenEvent[] =>
  [...events]
    .sort((one, other) => one.place - other.place || one.line - other.line)
    .sort((one, other) => one.at - other.at)
    .map(({ lane, mark, text, at }) => ({ lane, mark, text, at }))
