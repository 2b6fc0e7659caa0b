import type { NamedRow, RawRow } from '../model/event.ts'
import type { SeenEvent } from '../model/forensics.ts'
import type { ScenarioResult } from '../model/result.ts'
import type { Row } from '../model/transcript.ts'
import type { Checked } from '../pipeline.ts'
import { nameRows } from '../run/recording/name-rows.ts'
import { isOnLane } from '../text/lane-names.ts'
import { pushAll } from '../text/push-all.ts'
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
  // A failed run has rows of these in its transcript, and one that passed does not.
  const isUnshown = ({ outOfBand, step, lane }: RawRow): boolean =>
    outOfBand === true || (step === -1 && taken.some((name) => isOnLane(lane, name)))
  const made = new Map<string, number>()
  const events: Placed[] = []
  const named: NamedRow[] = []
  const onTranscribed = (raw: RawRow, printed: readonly Row[], isLeftOut: boolean): void => {
    pushAll(named, namedRows(raw, printed))
    const lane = raw.instance === undefined ? raw.lane : `${raw.lane}#${raw.instance}`
    const before = made.get(lane) ?? 0
    if (raw.follows === undefined) made.set(lane, before + 1)
    const [first] = printed
    if (first === undefined || (raw.step === -1 && isOpen(open, raw.lane))) return
    events.push({
      ...((isLeftOut || isUnshown(raw)) && { unshown: true as const }),
      lane,
      mark: first.mark,
      text: printed.map(({ text }) => text).join(' ⏎ '),
      at: raw.at,
      ...placeOf(raw, before),
    })
  }
  return {
    host: { onTranscribed, keepUnshown: true },
    /** The result with the events, whose names its recording has from now on. */
    over(result: ScenarioResult, recording: string | undefined): ScenarioResult {
      if (recording !== undefined) nameRows(recording, named)
      return { ...result, events: inOrder(events) }
    },
  }
}

const placeOf = ({ follows }: RawRow, before: number): Pick<Placed, 'place' | 'line'> =>
  follows === undefined ? { place: before, line: 0 } : { place: follows.rows - 0.5, line: follows.lines }

/** A line of which the transcript has another text. */
function namedRows({ lane, at, text }: RawRow, [only, ...more]: readonly Row[]): readonly NamedRow[] {
  if (typeof text !== 'string' || only === undefined || more.length > 0 || only.text === text) return []
  return [{ lane, at, text, shown: only.text }]
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
