import { asLocalhost, loopback, metAt, portOf, withPort } from '../../src/plugin.ts'
import type { ClientOptions } from './options.ts'

export interface Place {
  readonly host: string
  readonly port: number
  readonly path: string
}

/** Where a client asks to be let in. */
export function placeOf({ to, host, port, path }: ClientOptions): Place {
  if (to === undefined) return { host: host ?? loopback, port: port ?? 0, path: path ?? '/' }
  const there = typeof to.facts.host === 'string' ? to.facts.host : loopback
  const served = typeof to.facts.path === 'string' && to.facts.path.startsWith('/') ? to.facts.path : '/'
  return { host: host ?? metAt(there), port: portOf(to, 'port to connect to'), path: path ?? served }
}

export function urlOf({ host, port, path }: Place): string {
  return `ws://${withPort(host, port)}${path}`
}

/** As people write it: the loopback addresses are localhost, and the path is left out where it is the root. */
export function shown({ host, port, path }: Place): string {
  return `${withPort(asLocalhost(host), port)}${path === '/' ? '' : path}`
}
