import { isIPv6 } from 'node:net'
import { isAbsolute, join } from 'node:path'
import { refuse, type ActorReference, type Lane } from '../../src/plugin.ts'

/** Where a server listens, as Node’s net wants it. */
export type Place = { readonly host: string; readonly port: number } | { readonly path: string }

const loopback = '127.0.0.1'
/** sun_path holds 108 bytes with its closing zero; Node cuts a longer one without a word. */
const longestPath = 107
const wildcards: Readonly<Record<string, string>> = { '0.0.0.0': loopback, '::': '::1' }

interface Named {
  readonly to?: ActorReference | undefined
  readonly host?: string | undefined
  readonly port?: number | undefined
  readonly path?: string | undefined
}

export function placeOf({ to, host, port, path }: Named, lane: Lane): Place {
  if (path !== undefined) return { path: socketPath(path, lane.tmp) }
  if (to === undefined) return { host: host ?? loopback, port: port ?? 0 }
  if (typeof to.facts.path === 'string' && to.facts.port === undefined)
    return { path: socketPath(to.facts.path, lane.tmp) }
  if (typeof to.facts.port !== 'number') throw refuse('cannot-start', `“${to.name}” listens on no port`)
  const there = typeof to.facts.host === 'string' ? to.facts.host : loopback
  return { host: host ?? wildcards[there] ?? there, port: to.facts.port }
}

function socketPath(path: string, tmp: string): string {
  if (path.startsWith('@')) return `\0${path.slice(1)}`
  const whole = isAbsolute(path) ? path : join(tmp, path)
  if (Buffer.byteLength(whole) > longestPath) {
    throw refuse('path-too-long', `the socket path “${whole}” has more than ${longestPath} bytes`, 'use a bare name')
  }
  return whole
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
