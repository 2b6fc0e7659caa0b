import { isAbsolute, join } from 'node:path'
import { asLocalhost, loopback, metAt, portOf, withPort, type Facts, type Lane } from '../../src/plugin.ts'
import type { ProxyOptions } from './options.ts'

/** Where the server is that a proxy leads to, as Node’s net wants it. */
export type Place = { readonly host: string; readonly port: number } | { readonly path: string }

export function placeOf({ to, host, port, path }: ProxyOptions, lane: Lane): Place {
  const socket = path ?? to?.facts.path
  // A path of a server that has a port too is no Unix socket: a WebSocket server’s.
  if (typeof socket === 'string' && to?.facts.port === undefined) {
    if (socket.startsWith('@')) return { path: `\0${socket.slice(1)}` }
    return { path: isAbsolute(socket) || socket.startsWith('\0') ? socket : join(lane.tmp, socket) }
  }
  if (to === undefined) return { host: host ?? loopback, port: port ?? 0 }
  const there = typeof to.facts.host === 'string' ? to.facts.host : loopback
  return { host: host ?? metAt(there), port: portOf(to, 'port to lead to') }
}

/** As people write it: the loopback addresses are localhost. */
export function shown(place: Place): string {
  if ('path' in place) return place.path.replace('\0', '@')
  return withPort(asLocalhost(place.host), place.port)
}

/** What a client asks a server for besides its place: whom to trust over TLS, and the path of a WebSocket server. */
export function handedOn({ to }: ProxyOptions): Facts {
  const { ca, path, port } = to?.facts ?? {}
  return {
    ...(typeof ca === 'string' ? { ca } : {}),
    // Without a port it is a Unix socket, which nobody reaches through the proxy by name.
    ...(typeof path === 'string' && port !== undefined ? { path } : {}),
  }
}

export const isAbstract = (place: Place): place is { readonly path: string } =>
  'path' in place && place.path.startsWith('\0')
