import type { Event, RawRow } from '../model/event.ts'
import type { SeenEvent } from '../model/forensics.ts'
import type { ReplayStep } from '../model/replay.ts'
import type { Row, Transcript } from '../model/transcript.ts'
import { hasPassed, rawTranscriptOf } from '../transcript/from-recording.ts'
import { withLineStyles } from '../transcript/line-styles.ts'
import { transcribe } from '../transcript/transcribe.ts'

/** A recording as the transcript of its rows, and its events in order of arrival. */
export interface Recorded {
  readonly transcript: Transcript
  readonly passed: boolean
  /** Of a recording with such texts, since others have ports and the like, which differ each time. */
  readonly events?: readonly SeenEvent[]
  /** The lane of the failure. */
  readonly lane?: string
  /** The steps that ran, in their order; rows name them by their index. */
  readonly steps: readonly ReplayStep[]
  /** Microseconds since the start at which each row of the transcript came. */
  readonly times: readonly number[]
}

/**
 * The conversation in a recording, with the texts that its transcript has, where it has them: of one run among several (`--repeat`,
 * `--retries`). `ending` is a row behind all others; `whole` has what the transcript of a run that passed leaves out. Undefined when the recording has no beginning.
 */
export function recorded(
  events: readonly Event[],
  { named, ending, whole }: { named: boolean; ending?: RawRow | undefined; whole?: boolean },
): Recorded | undefined {
  const raw = rawTranscriptOf(events, whole)
  if (raw === undefined) return undefined
  const verdict = events.at(-1)
  const given = named && verdict?.type === 'verdict' ? verdict.named : undefined
  const names = new Map(given?.map((row) => [keyOf(row), row.shown]))
  const texts = new Map<Row, string>()
  const seen: SeenEvent[] = []
  const arrival = new Map<Row, number>()
  const styled = withLineStyles(raw.rows, events)
  const rows = ending === undefined ? styled : [...styled, ending]
  const { transcript } = transcribe({ ...raw, rows }, [], {
    onRow(row, printed) {
      for (const each of printed) arrival.set(each, row.at)
      const [first] = printed
      if (first === undefined) return
      const name = names.get(keyOf(row))
      if (name !== undefined) texts.set(first, name)
      const lane = row.instance === undefined ? row.lane : `${row.lane}#${row.instance}`
      seen.push({ lane, mark: first.mark, text: name ?? first.text, at: row.at })
    },
  })
  const renamed = transcript.rows.map((row) => {
    const text = texts.get(row)
    return text === undefined ? row : { ...row, text }
  })
  return {
    transcript: { ...transcript, rows: renamed },
    times: transcript.rows.map((row) => arrival.get(row) ?? row.at * 1e6),
    passed: hasPassed(events),
    steps: events.flatMap((event) => (event.type === 'step' ? [event] : [])),
    ...(given && { events: seen }),
    ...(verdict?.type === 'verdict' && verdict.lane !== undefined && { lane: verdict.lane }),
  }
}

const keyOf = ({ lane, at, text }: Pick<RawRow, 'lane' | 'at' | 'text'>): string =>
  JSON.stringify([lane, at, typeof text === 'string' ? text : ''])
