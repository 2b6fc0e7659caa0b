import type { Wish } from '../../language/expectations/read.ts'
import { eventOf } from '../../registry/events.ts'
import { ownParty } from '../stage/parties.ts'
import type { Party } from '../stage/role.ts'
import type { Stage } from '../stage/stage.ts'
import { eventsOf } from '../wish/event-names.ts'
import { isGrowing } from '../wish/growing.ts'
import type { WishRun } from '../wish/wish-run.ts'

/** The wishes of one step on one lane, met one after another. */
export interface Waiting {
  readonly party: Party
  readonly wishes: readonly Wish[]
  index: number
  run: WishRun | undefined
  /** Microseconds since the start: when the row before that of the present one came. */
  since?: number
  /** When what the last of them was met by arrived. */
  metAt?: number
}

/** Events of a listening socket are looked for on the server's own lane, the rest where the target says. */
export function byLane(stage: Stage, party: Party, wishes: readonly Wish[]): Waiting[] {
  if (party.connection === undefined || party.role.kind.voice) return [{ party, wishes, index: 0, run: undefined }]
  const own = wishes.filter((wish) => isOfListener(stage, party, wish))
  const rest = wishes.filter((wish) => !own.includes(wish))
  const groups: Waiting[] = []
  if (own.length > 0) groups.push({ party: ownParty(stage, party.role), wishes: own, index: 0, run: undefined })
  if (rest.length > 0) groups.push({ party, wishes: rest, index: 0, run: undefined })
  return groups
}

function isOfListener(stage: Stage, { role }: Party, wish: Wish): boolean {
  const names = eventsOf(stage.registry, wish)
  return names.length > 0 && names.every((name) => eventOf(role.kind, name)?.ofListener === true)
}

/** True when the newest bytes of the lane belong to what is waited for there. */
export function isComing({ party, run, metAt, wishes, index }: Waiting): boolean {
  if (index >= wishes.length || run === undefined) return false
  return metAt === party.lane.lastHeard || isGrowing(run)
}

/** A silence longer than the limit must not be cut short by it. */
export function longestSilence(waits: readonly Waiting[]): number {
  let longest = 0
  for (const { wishes } of waits) {
    let sum = 0
    for (const wish of wishes)
      if (wish.name === 'silence' && typeof wish.argument.value?.parsed === 'number') sum += wish.argument.value.parsed
    longest = Math.max(longest, sum)
  }
  return longest === 0 ? 0 : longest + 1000
}
