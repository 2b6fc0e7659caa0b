import type { Replay } from '../../src/model/replay.ts'
import { countUpTo } from '../../src/picture/folded-time.ts'
import type { Diagram } from '../../src/picture/sequence/diagram.ts'
import type { Sequence } from '../../src/picture/sequence/model.ts'

/** When each part of a diagram is played, and which row shows it. */
export interface Timeline {
  /** Microseconds, never less than that of the part before. */
  readonly times: readonly number[]
  /** Rows of parts that have one. */
  readonly rows: readonly (number | undefined)[]
  /** The last part that has happened by a time; -1 before the first. */
  partAt(time: number): number
  /** The part of a row: its own, or else the last one when it came. */
  partOf(row: number): number
}

/** `rowTimes` are microseconds at which rows are played: those of a transcript have a time of their own only there. */
export function timelineOf(
  { exact }: Replay,
  rowTimes: readonly number[],
  { messages }: Sequence,
  { parts }: Diagram,
): Timeline {
  let latest = 0
  const times = parts.map(({ message, at }) => {
    const order = messages[message]?.order ?? 0
    return (latest = Math.max(latest, exact ? at : (rowTimes[order] ?? at)))
  })
  const rows = parts.map(({ message, arrival }) => (arrival === true ? undefined : messages[message]?.row))
  const byRow = new Map<number, number>()
  for (const [part, row] of rows.entries()) if (row !== undefined && !byRow.has(row)) byRow.set(row, part)
  const partAt = (time: number): number => countUpTo(times, time) - 1
  return { times, rows, partAt, partOf: (row) => byRow.get(row) ?? partAt(rowTimes[row] ?? 0) }
}
