import { isIPv6 } from 'node:net'
import { refuse } from '../../src/plugin.ts'
import type { UdpOptions } from './options.ts'

export interface Address {
  readonly host: string
  readonly port: number
}

const loopback = '127.0.0.1'
const wildcards: Readonly<Record<string, string>> = { '0.0.0.0': loopback, '::': '::1' }

/** The peer that the options name; undefined for a socket that only answers. */
export function peerOf(options: UdpOptions): Address | undefined {
  const { to, port, host } = options
  if (to === undefined) return port === undefined ? undefined : { host: host ?? loopback, port }
  if (typeof to.facts.port !== 'number') throw refuse('cannot-start', `“${to.name}” has no port to send to`)
  const there = typeof to.facts.host === 'string' ? to.facts.host : loopback
  return { host: host ?? wildcards[there] ?? there, port: to.facts.port }
}

/** Which of the two kinds of UDP socket reaches this address. */
export function familyOf(host: string): 'udp4' | 'udp6' {
  return isIPv6(host) ? 'udp6' : 'udp4'
}

/** As people write it: the loopback addresses are localhost. */
export function shown({ host, port }: Address): string {
  if (host === loopback || host === '::1' || host === 'localhost') return `localhost:${port}`
  return isIPv6(host) ? `[${host}]:${port}` : `${host}:${port}`
}

/** The name of one end of a conversation, the same from both sides. */
export function endOf({ host, port }: Address): string {
  return isIPv6(host) ? `udp:[${host}]:${port}` : `udp:${host}:${port}`
}
