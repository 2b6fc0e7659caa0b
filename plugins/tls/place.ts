import { isAbsolute, join } from 'node:path'
import {
  asLocalhost,
  loopback,
  metAt,
  portOf,
  refuse,
  withPort,
  type ActorReference,
  type Lane,
} from '../../src/plugin.ts'

/** Where a server listens, as Node’s net wants it. */
export type Place = { readonly host: string; readonly port: number } | { readonly path: string }

/** sun_path holds 108 bytes with its closing zero; Node cuts a longer one without a word. */
const longestPath = 107

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
  const there = typeof to.facts.host === 'string' ? to.facts.host : loopback
  return { host: host ?? metAt(there), port: portOf(to, 'port and no path to connect to') }
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
  return withPort(asLocalhost(place.host), place.port)
}
