import type { End } from './ends.ts'
import { targetOf } from './joints.ts'
import { alone, inCommon, matchStream, matchWhole, type Passed } from './match.ts'
import type { Party } from './parties.ts'

/** What went in one direction between two actors. */
export interface Flow {
  readonly from?: Party
  readonly to?: Party
  readonly passed: readonly Passed[]
}

/** Between actors without connections: datagrams, of which one socket may have many partners, and lines with two ends. */
export function peerFlows(ends: readonly End[], parties: readonly Party[]): Flow[] {
  const pairs = pairsOf(ends, parties)
  const partners = new Map<End, number>()
  for (const end of pairs.flat()) partners.set(end, (partners.get(end) ?? 0) + 1)
  const flows = pairs.flatMap(([one, other]) => {
    const shared = partners.get(one) !== 1 || partners.get(other) !== 1
    return [...flow(one, other, shared), ...flow(other, one, shared)]
  })
  return [...flows, ...ends.flatMap((end) => rest(end, parties))]
}

/** Takes what passed out of both ends. */
function flow(sender: End, receiver: End, shared: boolean): Flow[] {
  const way = { from: sender.party, to: receiver.party }
  if (!shared) {
    const passed = matchStream(sender.sent.splice(0), receiver.received.splice(0))
    return [{ ...way, passed }]
  }
  const all = matchWhole(sender.sent.splice(0), receiver.received)
  sender.sent.push(...all.flatMap(({ sent, received }) => (received.length === 0 && sent ? [sent] : [])))
  return [{ ...way, passed: all.filter(({ received }) => received.length > 0) }]
}

/** What nobody received, and what nobody seen has sent. */
function rest(end: End, parties: readonly Party[]): Flow[] {
  const other = targetOf(end.party, parties)
  const sent = end.sent.map((piece): Passed => ({ sent: piece, received: [], length: 0 }))
  return [
    { from: end.party, ...(other && { to: other }), passed: sent },
    { ...(other && { from: other }), to: end.party, passed: end.received.map(alone) },
  ]
}

function pairsOf(ends: readonly End[], parties: readonly Party[]): [End, End][] {
  const pairs: [End, End][] = []
  for (const end of ends) {
    const target = targetOf(end.party, parties)
    const other = ends.find(({ party }) => party === target)
    if (other !== undefined) pairs.push([end, other])
  }
  const alone_ = ends.filter((end) => !pairs.flat().includes(end))
  // The two ends of a line have no names for each other.
  for (let one = alone_.shift(); one !== undefined; one = alone_.shift()) {
    const end = one
    const index = alone_.findIndex(
      (other) => inCommon(end.sent, other.received) + inCommon(other.sent, end.received) > 0,
    )
    if (index !== -1) pairs.push([end, ...(alone_.splice(index, 1) as [End])])
  }
  return pairs
}
