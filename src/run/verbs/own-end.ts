import { beyond } from '../stage/beyond.ts'
import { allParties } from '../stage/parties.ts'
import type { Party } from '../stage/role.ts'
import type { Stage } from '../stage/stage.ts'

/**
 * A step ends this side of a conversation: the end that the peer answers with is expected, and so is that of a peer of ours, also
 * behind a proxy. Who leaves altogether does not care how the other side takes it; one who has only ended its side still listens.
 */
export function expectEnd(stage: Stage, party: Party, how: 'end' | 'close' | 'reset'): void {
  const { lane } = party
  lane.ownEnd = true
  if (how !== 'end') lane.ownReset = true
  lane.ending = how
  expectBeyond(stage, party)
}

/** The same for those at the other end whose connection has come only since: a proxy hands a client on in its own time. */
export function expectEndsBeyond(stage: Stage): void {
  for (const party of allParties(stage)) if (party.lane.ending !== undefined) expectBeyond(stage, party)
}

function expectBeyond(stage: Stage, party: Party): void {
  for (const { lane } of beyond(stage, party)) {
    lane.ownEnd = true
    if (party.lane.ending === 'reset') lane.ownReset = true
  }
}
