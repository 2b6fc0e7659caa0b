import type { Lane, LaneEvent } from '../../model/actor.ts'
import type { TerminalSpectator } from '../../model/screen.ts'
import { withOwnMembers } from './port.ts'

/** What somebody sees who does by hand what steps would do. */
export interface Spectator extends TerminalSpectator {
  received(bytes: Uint8Array, stream?: string): void
  event(event: LaneEvent): void
}

/** The same lane, of which somebody sees all that comes; its screen is looked at. */
export function seenLane(port: Lane, spectator: Spectator): Lane {
  const own = withOwnMembers(port)
  const seen: Pick<Lane, 'receive' | 'event' | 'isWatched' | 'spectator'> = {
    receive(bytes, how) {
      spectator.received(Uint8Array.from(bytes), how?.stream)
      port.receive(bytes, how)
    },
    event(event) {
      spectator.event(event)
      port.event(event)
    },
    isWatched: () => true,
    spectator: {
      wrote: (bytes) => spectator.wrote(Uint8Array.from(bytes)),
      painted: () => spectator.painted(),
    },
  }
  for (const [name, value] of Object.entries(seen)) Object.defineProperty(own, name, { value, enumerable: true })
  return own
}
