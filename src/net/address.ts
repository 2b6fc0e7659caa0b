import { platform } from 'node:os'
import type { ActorReference, Facts, Lane } from '../model/actor.ts'
import { portOf } from '../registry/problem-error.ts'
import { asLocalhost, loopback, metAt, withPort } from '../text/hosts.ts'
import { shownPath, socketPath } from './socket-path.ts'

/** Where a server listens or a client connects to. `shown` is how rows name it. */
export type Address = NetAddress | PathAddress

export interface NetAddress {
  readonly host: string
  readonly port: number
  /** The host as rows name it. */
  readonly shown: string
}
export interface PathAddress {
  /** For the system. */
  readonly path: string
  /** For the author: `@name` where the system has a zero byte. */
  readonly written: string
  readonly shown: string
}

/** A place as options name it: by another actor, by host and port, or by the path of a Unix socket. */
export interface Where {
  readonly to?: ActorReference | undefined
  readonly host?: string | undefined
  readonly port?: number | undefined
  readonly path?: string | undefined
}

/**
 * What the author wrote, as an address: loopback unless another is given, and where `to` listens by its facts. A host is shown as its author
 * wrote it. `what` names in the message what an actor without a port
 * would be needed for.
 */
export function addressOf(place: Where, lane: Pick<Lane, 'tmp' | 'dir'>, what?: string): Address {
  const { to, path } = place
  if (path !== undefined) return pathAddress(path, path, lane)
  // A path of a server that has a port too is no Unix socket: a WebSocket server’s.
  if (typeof to?.facts['path'] === 'string' && to.facts['port'] === undefined)
    return pathAddress(to.facts['path'], shownPath(to.facts['path'], lane.tmp), lane)
  const address = netAddressOf(place, what)
  return place.host === undefined ? address : { ...address, shown: place.host }
}

/** The same where a path cannot be meant; every loopback address is shown as localhost. */
export function netAddressOf(
  { to, host, port }: Omit<Where, 'path'>,
  what = 'port and no path to connect to',
): NetAddress {
  const there = metAt(typeof to?.facts['host'] === 'string' ? to.facts['host'] : loopback)
  const own = host ?? there
  return { host: own, port: to === undefined ? (port ?? 0) : portOf(to, what), shown: asLocalhost(own) }
}

function pathAddress(written: string, shown: string, lane: Pick<Lane, 'tmp' | 'dir'>): PathAddress {
  const path = socketPath(written, { platform: platform(), tmp: lane.tmp, dir: lane.dir })
  return { path, written: path.replace('\0', '@'), shown }
}

/** `localhost:9000`, `[::1]:9000`, `socket.pipe`. */
export function shownAddress(address: Address, port = 'port' in address ? address.port : 0): string {
  return 'path' in address ? address.shown : withPort(address.shown, port)
}

/** Facts of the peer that is connected there. */
export const factsOfAddress = (address: Address): Facts =>
  'path' in address ? { path: address.written } : { host: address.host, port: address.port }

/** The name of a Unix socket among the two ends of a connection. */
export const unixEnd = ({ path }: PathAddress): string => `unix:${path}`

/** An address of the abstract namespace, which Node alone reaches only under one of its two names. */
export const isAbstract = (address: Address): address is PathAddress =>
  'path' in address && address.path.startsWith('\0')
