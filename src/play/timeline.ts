import type { Transcript } from '../model/transcript.ts'
import type { Opened } from '../pipeline/see.ts'
import type { ReplayStep } from '../model/replay.ts'
import { foldedTime } from '../picture/folded-time.ts'

type Conversation = Extract<Opened, { transcript: Transcript }>

/** A conversation in time: one moment for each row. */
export interface Timeline {
  readonly transcript: Transcript
  /** Milliseconds since the start, for each row: as it was, and as it is played, where nothing lasts longer than the idle limit. */
  readonly was: readonly number[]
  readonly plays: readonly number[]
  readonly steps: readonly (ReplayStep & { /** Rows that had come when it began. */ readonly rows: number })[]
}

/** `idle`: milliseconds to which a longer pause is cut. Rows of a transcript have whole seconds, those of a recording microseconds. */
export function timelineOf({ transcript, times, steps = [] }: Conversation, idle: number): Timeline {
  const was = transcript.rows.map(({ at }, index) => (times?.[index] ?? at * 1e6) / 1000)
  const folded = foldedTime(was, idle)
  let latest = 0
  const plays = was.map((at) => folded.played((latest = Math.max(latest, at))))
  const began = steps.map((step) => ({ ...step, rows: was.filter((at) => at * 1000 < step.at).length }))
  return { transcript, was, plays, steps: began }
}

/** The step that had begun when so many rows had come; undefined before the first, and of a transcript. */
export const stepAt = ({ steps }: Timeline, rows: number): ReplayStep | undefined =>
  steps.findLast((step) => step.rows <= rows)
