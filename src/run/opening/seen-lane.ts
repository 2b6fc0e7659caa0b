import type { Lane, LaneEvent } from '../../model/actor.ts'
import { withOwnMembers } from './port.ts'

/** What somebody sees who does by hand what steps would do. */
export interface Spectator {
  received(bytes: Uint8Array, stream?: string): void
  event(event: LaneEvent): void
  /** The terminal of the program may show something else by now. */
  painted(): void
}

/** The same lane, of which somebody sees all that comes; its screen is looked at. */
export function seenLane(port: Lane, spectator: Spectator): Lane {
  const own = withOwnMembers(port)
  const seen: Pick<Lane, 'receive' | 'event' | 'isWatched' | 'painted'> = {
    receive(bytes, how) {
      spectator.received(Uint8Array.from(bytes), how?.stream)
      port.receive(bytes, how)
    },
    event(event) {
      spectator.event(event)
      port.event(event)
    },
    isWatched: () => true,
    painted: () => spectator.painted(),
  }
  for (const [name, value] of Object.entries(seen)) Object.defineProperty(own, name, { value, enumerable: true })
  return own
}
