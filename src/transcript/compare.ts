import type { Difference, Row, Transcript } from '../model/transcript.ts'
import { pairLanes, partsAt, sameRow } from './lanes.ts'
import type { LanePair } from './lanes.ts'

interface Parting extends LanePair {
  readonly index: number
}

/** True when every lane has the same rows: header, times and the order between lanes never count. */
export function sameTranscript(expected: Transcript, received: Transcript): boolean {
  if (sameRows(expected.rows, received.rows)) return true
  return pairLanes(expected, received).every((pair) => partsAt(pair) === -1)
}

/** How the received transcript differs from the expected one, lane by lane; no lanes when it is the same. */
export async function compareTranscripts(expected: Transcript, received: Transcript): Promise<Difference> {
  if (sameRows(expected.rows, received.rows)) return { lanes: [] }
  const partings: Parting[] = []
  for (const pair of pairLanes(expected, received)) {
    const index = partsAt(pair)
    if (index !== -1) partings.push({ ...pair, index })
  }
  if (partings.length === 0) return { lanes: [] }
  // Loaded only here: nearly every comparison finds nothing.
  const { diffLane } = await import('./lane-diff.ts')
  const lanes = partings.map((parting) => ({ lane: parting.lane, hunks: diffLane(parting.expected, parting.received) }))
  return { lanes, parts: firstParting(partings, expected, received) }
}

function sameRows(expected: readonly Row[], received: readonly Row[]): boolean {
  if (expected.length !== received.length) return false
  return expected.every((row, index) => {
    const other = received[index] as Row
    return sameRow(row, other) && row.lane === other.lane
  })
}

/**
 * The first difference in the order of the received rows. A lane that ended too early has no row there for its place: it differs
 * right after the last row, of any lane, that stands before the missing one in the expected rows and has a counterpart.
 */
function firstParting(
  partings: readonly Parting[],
  expected: Transcript,
  received: Transcript,
): NonNullable<Difference['parts']> {
  const places = new Map(received.rows.map((row, place) => [row, place]))
  const counterpart = counterparts(partings, expected, received)
  const placeOfMissing = (missing: number): number => {
    for (let before = missing - 1; before >= 0; before--) {
      const row = counterpart.get(expected.rows[before] as Row)
      if (row !== undefined) return (places.get(row) as number) + 0.5
    }
    return -0.5
  }
  const placed = partings.map((parting) => {
    const one = parting.expected[parting.index]
    const other = parting.received[parting.index]
    const before = one === undefined ? Infinity : expected.rows.indexOf(one)
    const place = other === undefined ? placeOfMissing(before) : (places.get(other) as number)
    return { lane: parting.lane, one, other, before, place }
  })
  const [first] = placed.sort((a, b) => a.place - b.place || a.before - b.before)
  const { lane, one, other, place } = first as (typeof placed)[number]
  // A missing row belongs to the step of the row before it.
  const step = (other ?? received.rows[Math.floor(place)])?.step
  return {
    lane,
    ...(one && { expected: one }),
    ...(other && { received: other }),
    ...(step === undefined ? {} : { step }),
  }
}

/** Which received row stands for which expected one, up to and with the first that differs on its lane. */
function counterparts(partings: readonly Parting[], expected: Transcript, received: Transcript): Map<Row, Row> {
  const last = new Map(partings.map((parting) => [parting.lane, parting.index]))
  const found = new Map<Row, Row>()
  for (const pair of pairLanes(expected, received)) {
    const end = Math.min(pair.expected.length, pair.received.length, (last.get(pair.lane) ?? Infinity) + 1)
    for (let index = 0; index < end; index++) found.set(pair.expected[index] as Row, pair.received[index] as Row)
  }
  return found
}
