import type { Socket } from 'node:dgram'
import { isIPv6 } from 'node:net'
import type { Lane } from '../model/actor.ts'
import { problemError } from '../registry/problem-error.ts'
import { withPort } from '../text/hosts.ts'
import { shownAddress, type NetAddress } from './address.ts'
import { codeOf, listenError } from './errors.ts'

/** Which of the two kinds of UDP socket reaches this address. */
function familyOf(host: string): 'udp4' | 'udp6' {
  return isIPv6(host) ? 'udp6' : 'udp4'
}

/** A datagram socket on its own port; refuses when that is taken or the address is not this machine's. */
export async function boundSocket(address: NetAddress, lane: Lane): Promise<Socket> {
  const { host, port } = address
  const { createSocket } = await import('node:dgram')
  const socket = createSocket(familyOf(host))
  return new Promise((resolve, reject) => {
    socket.once('error', (error) => {
      socket.close()
      reject(listenError(error, { address, lane, option: 'bind', protocol: 'udp' }))
    })
    socket.bind({ address: host, port, exclusive: true }, () => {
      socket.removeAllListeners('error')
      resolve(socket)
    })
  })
}

/** The loopback address for a peer on this machine; any other peer is reached from whichever address the system takes. */
export function ownHost({ host }: Pick<NetAddress, 'host'>): string {
  if (familyOf(host) === 'udp6') return host === '::1' ? '::1' : '::'
  return host === 'localhost' || host.startsWith('127.') ? '127.0.0.1' : '0.0.0.0'
}

/** The name of one end of a conversation, the same from both sides. */
export const datagramEnd = (host: string, port: number): string => `udp:${withPort(host, port)}`

/** Fixes the peer: the socket then receives only from it, and learns when its port is closed (ECONNREFUSED). */
export async function connectSocket(socket: Socket, peer: NetAddress): Promise<void> {
  return new Promise((resolve, reject) => {
    socket.connect(peer.port, peer.host, (error?: Error) => {
      if (error === undefined || error === null) return resolve()
      socket.close()
      reject(problemError('address-unavailable', `${shownAddress(peer)} cannot be reached: ${codeOf(error)}`))
    })
  })
}
