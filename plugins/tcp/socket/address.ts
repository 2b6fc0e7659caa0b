import { platform } from 'node:os'
import { asLocalhost, loopback, metAt, portOf, withPort, type ActorReference, type Lane } from '../../../src/plugin.ts'
import { shownPath, socketPath } from './socket-path.ts'

/** Where a server listens or a client connects to. `shown` is how rows name it. */
export type Address = NetAddress | PathAddress

interface NetAddress {
  readonly host: string
  readonly port: number
  /** The host as rows name it. */
  readonly shown: string
}
interface PathAddress {
  /** For the system. */
  readonly path: string
  /** For the author: `@name` where the system has a zero byte. */
  readonly written: string
  readonly shown: string
}

export interface Where {
  readonly host?: string | undefined
  readonly port?: number | undefined
  readonly path?: string | undefined
}

/** What the author wrote, as an address; loopback unless told. */
export function addressOf({ host, port, path }: Where, lane: Lane): Address {
  if (path !== undefined) return pathAddress(path, path, lane)
  return { host: host ?? loopback, port: port ?? 0, shown: host ?? 'localhost' }
}

/** Where an actor listens, as its facts say. */
export function addressOfActor({ name, facts }: ActorReference, lane: Lane): Address {
  // A path of a server that has a port too is no Unix socket: a WebSocket server’s.
  if (typeof facts['path'] === 'string' && facts['port'] === undefined)
    return pathAddress(facts['path'], shownPath(facts['path'], lane.tmp), lane)
  const port = portOf({ name, facts }, 'port and no path to connect to')
  const host = metAt(typeof facts['host'] === 'string' ? facts['host'] : loopback)
  return { host, port, shown: asLocalhost(host) }
}

function pathAddress(written: string, shown: string, lane: Lane): PathAddress {
  const path = socketPath(written, { platform: platform(), tmp: lane.tmp, dir: lane.dir })
  return { path, written: path.replace('\0', '@'), shown }
}

/** `localhost:9000`, `[::1]:9000`, `socket.pipe`. */
export function shownAddress(address: Address, port = 'port' in address ? address.port : 0): string {
  if ('path' in address) return address.shown
  return withPort(address.shown, port)
}
