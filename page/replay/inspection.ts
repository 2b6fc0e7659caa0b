import type { Replay, ReplayEvent, ReplayStep } from '../../src/model/replay.ts'
import type { Row } from '../../src/model/transcript.ts'
import { countUpTo } from '../../src/picture/folded-time.ts'
import type { RowBytes } from './byte-stream.ts'
import { bytesOfRow } from './bytes-of-row.ts'
import type { Scene } from './scene.ts'

/** What the page says of one row. */
export interface Inspection {
  readonly row: Row
  /** Microseconds since the start. */
  readonly at: number
  /** Such as `stderr`, where its bytes came on a stream with a name. */
  readonly stream?: string
  readonly bytes: readonly RowBytes[]
  readonly step?: InspectedStep
  /** Why there is no step. */
  readonly without?: 'unmatched' | 'no steps'
  /** The row is the verdict of a failed run: its step waited for this long in vain. */
  readonly failed: boolean
}

export interface InspectedStep {
  readonly step: ReplayStep
  /** Its number, from 1, in the order in which steps ran. */
  readonly number: number
  /** Microseconds that it lasted, until the next step began or the run ended. */
  readonly lasted: number
  /** Microseconds from its beginning to the row; negative for a row that had come before. */
  readonly waited: number
  /** Rows that came between its beginning and this row; those of a failed step until its end. */
  readonly meanwhile: readonly number[]
  /** Events of that time which have no row, such as the end of a connection that no step names. */
  readonly events: readonly ReplayEvent[]
  /** Rows of this step that did not come meanwhile: what it sent, took or passed over. */
  readonly others: readonly number[]
}

export function inspect(scene: Scene, index: number): Inspection | undefined {
  const { replay, failure } = scene
  const row = replay.transcript.rows[index]
  const at = replay.times[index]
  if (row === undefined || at === undefined) return undefined
  const bytes = bytesOfRow(replay, index)
  const stream = bytes[0]?.chunk.stream
  const step = stepOf(scene, index)
  return {
    row,
    at,
    bytes,
    failed: index === failure,
    ...(stream !== undefined && { stream }),
    ...(step === undefined
      ? { without: replay.exact ? 'unmatched' : 'no steps' }
      : { step: inspectedStep(scene, step, index) }),
  }
}

/** The place, among the steps that ran, of the one that took or made a row; of a verdict, of the step that failed. */
export function stepOf({ replay, failure }: Scene, index: number): number | undefined {
  const { steps, verdict } = replay
  if (index === failure) {
    const failed = steps.findLastIndex(({ line }) => line === verdict?.line)
    return failed < 0 ? undefined : failed
  }
  const wanted = replay.transcript.rows[index]?.step
  if (wanted === undefined) return undefined
  // They are numbered as they ran, so that most stand at their own number.
  const found = steps[wanted]?.index === wanted ? wanted : steps.findIndex((step) => step.index === wanted)
  return found < 0 ? undefined : found
}

function inspectedStep({ replay, times, rowsOfStep }: Scene, place: number, index: number): InspectedStep {
  const step = replay.steps[place] as ReplayStep
  const end = replay.steps[place + 1]?.at ?? replay.verdict?.at ?? replay.duration
  const at = replay.times[index] as number
  const first = countUpTo(times, step.at)
  const came = (other: number) => other >= first && other < index
  return {
    step,
    number: place + 1,
    lasted: Math.max(0, end - step.at),
    waited: at - step.at,
    meanwhile: Array.from({ length: Math.max(0, index - first) }, (_, offset) => first + offset),
    events: (replay.events ?? []).filter(
      (event) => event.at >= step.at && event.at <= at && !hasRow(event, replay, times),
    ),
    others: (rowsOfStep.get(step.index) ?? []).filter((other) => other !== index && !came(other)),
  }
}

/** Whether an event has a row; instances of a group have the group's lane. */
function hasRow({ at, lane }: ReplayEvent, { transcript: { rows } }: Replay, times: readonly number[]): boolean {
  for (let index = countUpTo(times, at) - 1; index >= 0 && times[index] === at; index--) {
    const row = rows[index]
    if (row?.mark === '*' && (row.lane === lane || lane.startsWith(`${row.lane}#`))) return true
  }
  return false
}

/** The first step that is written at a line, or around it: of a step of several lines each belongs to it. */
export function stepAtLine(
  { replay: { steps } }: Scene,
  file: string | undefined,
  line: number,
): ReplayStep | undefined {
  const own = steps.filter((step) => step.file === file && step.line <= line)
  const nearest = own.reduce((most, step) => Math.max(most, step.line), 0)
  return own.find((step) => step.line === nearest)
}
