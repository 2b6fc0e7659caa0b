import { isIPv6 } from 'node:net'
import { isAbsolute, join } from 'node:path'
import { refuse, type Lane } from '../../src/plugin.ts'
import type { ProxyOptions } from './options.ts'

/** Where the server is that a proxy leads to, as Node’s net wants it. */
export type Place = { readonly host: string; readonly port: number } | { readonly path: string }

const loopback = '127.0.0.1'
const wildcards: Readonly<Record<string, string>> = { '0.0.0.0': loopback, '::': '::1' }

export function placeOf({ to, host, port, path }: ProxyOptions, lane: Lane): Place {
  const socket = path ?? to?.facts.path
  // A path of a server that has a port too is no Unix socket: a WebSocket server’s.
  if (typeof socket === 'string' && to?.facts.port === undefined) {
    if (socket.startsWith('@')) return { path: `\0${socket.slice(1)}` }
    return { path: isAbsolute(socket) || socket.startsWith('\0') ? socket : join(lane.tmp, socket) }
  }
  if (to === undefined) return { host: host ?? loopback, port: port ?? 0 }
  if (typeof to.facts.port !== 'number') throw refuse('cannot-start', `“${to.name}” has no port to lead to`)
  const there = typeof to.facts.host === 'string' ? to.facts.host : loopback
  return { host: host ?? wildcards[there] ?? there, port: to.facts.port }
}

/** As people write it: the loopback addresses are localhost. */
export function shown(place: Place): string {
  if ('path' in place) return place.path.replace('\0', '@')
  const { host, port } = place
  if (host === loopback || host === '::1' || host === 'localhost') return `localhost:${port}`
  return isIPv6(host) ? `[${host}]:${port}` : `${host}:${port}`
}

/** The name of one end of a connection, the same from both sides. */
export function endOf(address: string | undefined, port: number | undefined): string | undefined {
  if (address === undefined || port === undefined) return undefined
  return isIPv6(address) ? `tcp:[${address}]:${port}` : `tcp:${address}:${port}`
}
