import { beyond } from '../stage/beyond.ts'
import type { Party } from '../stage/role.ts'
import type { Stage } from '../stage/stage.ts'

/**
 * A step ends this side of a conversation: the end that the peer answers with is expected, and so is that of a peer of ours, also behind a proxy. Who
 * leaves altogether (`whole`) does not care how the other side takes it; one who has only ended its side still listens.
 */
export function expectEnd(stage: Stage, party: Party, { whole = true } = {}): void {
  party.lane.ownEnd = true
  if (whole) party.lane.ownReset = true
  for (const { lane } of beyond(stage, party)) lane.ownEnd = true
}
