import { isIPv6 } from 'node:net'
import { asLocalhost, loopback, metAt, portOf, withPort } from '../../src/plugin.ts'
import type { UdpOptions } from './options.ts'

export interface Address {
  readonly host: string
  readonly port: number
}

/** The peer that the options name; undefined for a socket that only answers. */
export function peerOf(options: UdpOptions): Address | undefined {
  const { to, port, host } = options
  if (to === undefined) return port === undefined ? undefined : { host: host ?? loopback, port }
  const there = typeof to.facts.host === 'string' ? to.facts.host : loopback
  return { host: host ?? metAt(there), port: portOf(to, 'port to send to') }
}

/** Which of the two kinds of UDP socket reaches this address. */
export function familyOf(host: string): 'udp4' | 'udp6' {
  return isIPv6(host) ? 'udp6' : 'udp4'
}

/** As people write it: the loopback addresses are localhost. */
export function shown({ host, port }: Address): string {
  return withPort(asLocalhost(host), port)
}

/** The name of one end of a conversation, the same from both sides. */
export function endOf({ host, port }: Address): string {
  return `udp:${withPort(host, port)}`
}
