import { listeners, ownersOf } from '../../kernel/listening.ts'
import { shownProcess } from '../../run/context/holders.ts'
import type { WireOptions } from './options.ts'
import type { Place } from './place.ts'

type Transport = WireOptions['transport']

/** Inodes of the sockets that listen there; undefined where this machine cannot know it, as of a place elsewhere. */
function socketsAt(place: Place, transport: Transport): ReadonlySet<string> | undefined {
  if ('host' in place && !/^(?:localhost|127\.\d+\.\d+\.\d+|::1)$/.test(place.host)) return undefined
  const wanted =
    'path' in place ? { path: place.path.replace('\0', '@') } : transport === 'udp' ? { udp: place.port } : place
  const found = listeners(wanted)
  return found && new Set(found.map(({ inode }) => inode))
}

/** Whether somebody listens there; undefined where that cannot be known. */
export function isServed(place: Place, transport: Transport): boolean | undefined {
  const sockets = socketsAt(place, transport)
  return sockets && sockets.size > 0
}

/** The processes of this machine that listen there, as far as they may be asked. */
export const serversAt = (place: Place, transport: Transport): readonly number[] =>
  ownersOf(socketsAt(place, transport) ?? new Set())

/** The same, in words. */
export const shownServers = (place: Place, transport: Transport): string =>
  serversAt(place, transport).map(shownProcess).join(' and ')
