import type { End } from './ends.ts'
import { targetOf } from './connections.ts'
import { alone, inCommon, matchStream, matchWhole, type Passed } from './match.ts'
import type { Participant } from './participants.ts'

/** What went in one direction between two actors. */
export interface Flow {
  readonly from?: Participant
  readonly to?: Participant
  readonly passed: readonly Passed[]
}

/** Between actors without connections: datagrams, of which one socket may have many partners, and lines with two ends. */
export function peerFlows(ends: readonly End[], participants: readonly Participant[]): Flow[] {
  const pairs = pairsOf(ends, participants)
  const partners = new Map<End, number>()
  for (const end of pairs.flat()) partners.set(end, (partners.get(end) ?? 0) + 1)
  const flows = pairs.flatMap(([one, other]) => {
    const shared = partners.get(one) !== 1 || partners.get(other) !== 1
    return [...flow(one, other, shared), ...flow(other, one, shared)]
  })
  return [...flows, ...ends.flatMap((end) => rest(end, participants))]
}

/** Takes what passed out of both ends. */
function flow(sender: End, receiver: End, shared: boolean): Flow[] {
  const way = { from: sender.participant, to: receiver.participant }
  if (!shared) {
    const passed = matchStream(sender.sent.splice(0), receiver.received.splice(0))
    return [{ ...way, passed }]
  }
  const all = matchWhole(sender.sent.splice(0), receiver.received)
  for (const { sent, received } of all) if (received.length === 0 && sent) sender.sent.push(sent)
  return [{ ...way, passed: all.filter(({ received }) => received.length > 0) }]
}

/** What nobody received, and what nobody seen has sent. */
function rest(end: End, participants: readonly Participant[]): Flow[] {
  const other = targetOf(end.participant, participants)
  const sent = end.sent.map((piece): Passed => ({ sent: piece, received: [], length: 0 }))
  return [
    { from: end.participant, ...(other && { to: other }), passed: sent },
    { ...(other && { from: other }), to: end.participant, passed: end.received.map(alone) },
  ]
}

function pairsOf(ends: readonly End[], participants: readonly Participant[]): [End, End][] {
  const pairs: [End, End][] = []
  for (const end of ends) {
    const target = targetOf(end.participant, participants)
    const other = ends.find(({ participant }) => participant === target)
    if (other !== undefined) pairs.push([end, other])
  }
  const unpaired = ends.filter((end) => !pairs.flat().includes(end))
  // The two ends of a line have no names for each other.
  for (let one = unpaired.shift(); one !== undefined; one = unpaired.shift()) {
    const end = one
    const index = unpaired.findIndex(
      (other) => inCommon(end.sent, other.received) + inCommon(other.sent, end.received) > 0,
    )
    if (index !== -1) pairs.push([end, ...(unpaired.splice(index, 1) as [End])])
  }
  return pairs
}
