import type { Difference, Row, Transcript } from '../model/transcript.ts'
import { pairLanes, partsAt, sameRow } from './lanes.ts'
import type { LanePair } from './lanes.ts'

interface Parting extends LanePair {
  readonly index: number
}

/** True when the same was said and done on every lane: header, times and the order between lanes never count. */
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
 * The parting that comes first in the received story. A lane that ended too early has no row there to tell its place: it parts
 * right after the last row, of any lane, that both stories have before the missing one.
 */
function firstParting(partings: readonly Parting[], expected: Transcript, received: Transcript): NonNullable<Difference['parts']> {
  const places = new Map(received.rows.map((row, place) => [row, place]))
  const agreed = new Map(partings.map((parting) => [parting.lane, parting.index]))
  const receivedLanes = new Map(pairLanes(expected, received).map((pair) => [pair.lane, pair.received]))
  const counterparts = new Map<Row, Row>()
  const counts = new Map<string, number>()
  for (const row of expected.rows) {
    const index = counts.get(row.lane) ?? 0
    counts.set(row.lane, index + 1)
    const counterpart = receivedLanes.get(row.lane)?.[index]
    if (counterpart !== undefined && index < (agreed.get(row.lane) ?? Infinity)) counterparts.set(row, counterpart)
  }
  const placeOfMissing = (missing: Row): number => {
    for (let place = expected.rows.indexOf(missing) - 1; place >= 0; place--) {
      const counterpart = counterparts.get(expected.rows[place] as Row)
      if (counterpart !== undefined) return (places.get(counterpart) as number) + 0.5
    }
    return -0.5
  }
  const placed = partings.map((parting) => {
    const one = parting.expected[parting.index]
    const other = parting.received[parting.index]
    const place = other === undefined ? placeOfMissing(one as Row) : (places.get(other) as number)
    return { lane: parting.lane, one, other, place }
  })
  const { lane, one, other } = placed.reduce((first, next) => (next.place < first.place ? next : first))
  return { lane, ...(one && { expected: one }), ...(other && { received: other }) }
}
