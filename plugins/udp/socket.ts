import type { Socket } from 'node:dgram'
import { isIPv6 } from 'node:net'
import { codeOf, listenError, problemError, shownAddress, type Lane, type NetAddress } from '../../src/plugin.ts'

/** Which of the two kinds of UDP socket reaches this address. */
export function familyOf(host: string): 'udp4' | 'udp6' {
  return isIPv6(host) ? 'udp6' : 'udp4'
}

/** A datagram socket on its own port; refuses when that is taken or the address is not this machine's. */
export async function bound(address: NetAddress, lane: Lane): Promise<Socket> {
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

/** Fixes the peer: the socket then receives only from it, and learns when its port is closed (ECONNREFUSED). */
export async function connected(socket: Socket, peer: NetAddress): Promise<void> {
  return new Promise((resolve, reject) => {
    socket.connect(peer.port, peer.host, (error?: Error) => {
      if (error === undefined || error === null) return resolve()
      socket.close()
      reject(problemError('address-unavailable', `${shownAddress(peer)} cannot be reached: ${codeOf(error)}`))
    })
  })
}
