import { addressOf, socketsOf } from '../../../kernel/listening.ts'
import { allConnections, portIn, type InternetRow } from '../../../kernel/tables.ts'
import type { LedActor } from '../../../model/wires.ts'
import { withPort } from '../../../text/hosts.ts'

/** Of an end such as `tcp:127.0.0.1:9000`. */
export const tcpPort = /^tcp:.*:(\d+)$/

/** Who holds a socket: by its inode, and for actors without a process by both ports. */
export interface Owners {
  readonly byInode: ReadonlyMap<string, string>
  readonly byPorts: ReadonlyMap<string, string>
}

/** Who of these actors holds which socket. */
export function ownersOf(actors: readonly LedActor[]): Owners {
  const byInode = new Map<string, string>()
  const byPorts = new Map<string, string>()
  for (const { name, processes, ends } of actors) {
    for (const pid of processes?.() ?? []) for (const inode of socketsOf(pid) ?? []) byInode.set(inode, name)
    const { local, remote } = ends?.() ?? {}
    byPorts.set([local, remote].map((end) => tcpPort.exec(end ?? '')?.[1]).join(' '), name)
  }
  return { byInode, byPorts }
}

/** Where a connection leads: `127.0.0.1:9000`. */
export const placeOf = ({ remote }: InternetRow): string => withPort(addressOf(remote), portIn(remote))

/** Both ends, as the tables have them. */
export const pairOf = ({ local, remote }: InternetRow): string => `${local} ${remote}`

/** All connections of this machine now, also those that are over and still remembered (TIME_WAIT). */
export const connections = (): readonly InternetRow[] =>
  (['tcp', 'tcp6'] as const)
    .flatMap((table) => [...allConnections(table).values()])
    .filter(({ remote }) => portIn(remote) !== 0)
