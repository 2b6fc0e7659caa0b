import type { Socket } from 'node:dgram'
import { refuse } from '../../src/plugin.ts'
import { familyOf, shown, type Address } from './address.ts'

/** A datagram socket on its own port; refuses when that is taken or the address is not this machine's. */
export async function bound(host: string, port: number): Promise<Socket> {
  const { createSocket } = await import('node:dgram')
  const socket = createSocket(familyOf(host))
  return new Promise((resolve, reject) => {
    socket.once('error', (error: NodeJS.ErrnoException) => {
      socket.close()
      reject(refusalOf(error, { host, port }))
    })
    socket.bind({ address: host, port, exclusive: true }, () => {
      socket.removeAllListeners('error')
      resolve(socket)
    })
  })
}

/** Fixes the peer: the socket then hears nobody else, and learns when nobody is there (ECONNREFUSED). */
export async function connected(socket: Socket, peer: Address): Promise<void> {
  return new Promise((resolve, reject) => {
    socket.connect(peer.port, peer.host, (error?: Error) => {
      if (error === undefined || error === null) return resolve()
      socket.close()
      reject(
        refuse('address-unavailable', `${shown(peer)} cannot be reached: ${(error as NodeJS.ErrnoException).code}`),
      )
    })
  })
}

function refusalOf(error: NodeJS.ErrnoException, address: Address): Error {
  const where = `UDP ${shown(address)}`
  if (error.code === 'EADDRINUSE') {
    return refuse('port-in-use', `${where} is in use by another program`, 'leave “bind” out to get a free port')
  }
  if (error.code === 'EACCES') return refuse('not-permitted', `${where} may not be bound by this user`)
  if (error.code === 'EADDRNOTAVAIL' || error.code === 'ENOTFOUND') {
    return refuse('address-unavailable', `“${address.host}” is not an address of this machine`)
  }
  return refuse('cannot-start', `${where} cannot be bound: ${error.message}`)
}
