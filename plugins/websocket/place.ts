import { isIPv6 } from 'node:net'
import { refuse } from '../../src/plugin.ts'
import type { ClientOptions } from './options.ts'

export interface Place {
  readonly host: string
  readonly port: number
  readonly path: string
}

const loopback = '127.0.0.1'
const wildcards: Readonly<Record<string, string>> = { '0.0.0.0': loopback, '::': '::1' }

/** Where a client asks to be let in. */
export function placeOf({ to, host, port, path }: ClientOptions): Place {
  if (to === undefined) return { host: host ?? loopback, port: port ?? 0, path: path ?? '/' }
  if (typeof to.facts.port !== 'number') throw refuse('cannot-start', `“${to.name}” listens on no port`)
  const there = typeof to.facts.host === 'string' ? to.facts.host : loopback
  const served = typeof to.facts.path === 'string' ? to.facts.path : '/'
  return { host: host ?? wildcards[there] ?? there, port: to.facts.port, path: path ?? served }
}

export function urlOf({ host, port, path }: Place): string {
  return `ws://${isIPv6(host) ? `[${host}]` : host}:${port}${path}`
}

/** As people write it: the loopback addresses are localhost, and the path is left out where it is the root. */
export function shown({ host, port, path }: Place): string {
  const name =
    host === loopback || host === '::1' || host === 'localhost' ? 'localhost' : isIPv6(host) ? `[${host}]` : host
  return `${name}:${port}${path === '/' ? '' : path}`
}

/** The name of one end of a connection, the same from both sides. */
export function endOf(address: string | undefined, port: number | undefined): string | undefined {
  if (address === undefined || port === undefined) return undefined
  return isIPv6(address) ? `tcp:[${address}]:${port}` : `tcp:${address}:${port}`
}
