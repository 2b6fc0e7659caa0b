import type { Row, Transcript } from '../model/transcript.ts'
import { isOpen } from './open-tails.ts'

/** One lane of two transcripts, cut to what counts. */
export interface LanePair {
  readonly lane: string
  readonly expected: readonly Row[]
  readonly received: readonly Row[]
}

/** The lanes of both, those of the received one first, each in order of appearance. */
export function pairLanes(expected: Transcript, received: Transcript): LanePair[] {
  const before = byLane(expected.rows)
  const after = byLane(received.rows)
  return [...new Set([...after.keys(), ...before.keys()])].map((lane) => {
    const pair = { lane, expected: before.get(lane) ?? [], received: after.get(lane) ?? [] }
    // What a committed transcript closed, no run opens.
    return isOpen(expected.open, lane) ? cutOpen(pair) : pair
  })
}

/** Marks and texts count; times and what is a tail do not. */
export const sameRow = (one: Row, other: Row): boolean => one.text === other.text && one.mark === other.mark

/** The first row at which the two differ, or -1. */
export function partsAt({ expected, received }: LanePair): number {
  const length = Math.min(expected.length, received.length)
  for (let index = 0; index < length; index++) {
    if (!sameRow(expected[index] as Row, received[index] as Row)) return index
  }
  return expected.length === received.length ? -1 : length
}

function byLane(rows: readonly Row[]): Map<string, Row[]> {
  const lanes = new Map<string, Row[]>()
  for (const row of rows) {
    const lane = lanes.get(row.lane)
    if (lane === undefined) lanes.set(row.lane, [row])
    else lane.push(row)
  }
  return lanes
}

const untilTail = (rows: readonly Row[]): number => rows.findLastIndex((row) => row.tail !== true) + 1

/** A tail that never ends counts as far as both have it; what a step took or skipped counts always. */
function cutOpen({ lane, expected, received }: LanePair): LanePair {
  const length = Math.max(Math.min(expected.length, received.length), untilTail(expected), untilTail(received))
  return { lane, expected: expected.slice(0, length), received: received.slice(0, length) }
}
