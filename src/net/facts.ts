import type { Socket } from 'node:net'
import type { Facts, FactValue, Traffic } from '../model/actor.ts'

/** What `address()` of a socket answers while it is open. */
export type LocalAddress = Readonly<Record<string, FactValue>>

/**
 * Where a connection's ends are, known once it is up; over a Unix socket they have no numbers. `local` is from when it came up: a closed
 * socket still knows its peer, and no longer its own address.
 */
export function factsOfEnds(socket: Socket, local: LocalAddress | undefined): Facts {
  if (local === undefined) return {}
  const { port } = local
  return {
    ...(port === undefined ? {} : { address: local, localPort: port }),
    ...(socket.remotePort === undefined
      ? {}
      : { remotePort: socket.remotePort, remoteAddress: socket.remoteAddress ?? null }),
  }
}

/** What changes while it talks; so many bytes of ours are `pending` before the socket has them, and others went `before` over the one below. */
export const factsOfFlow = (socket: Socket, pending: number, before: Traffic): Facts => ({
  // What waits behind a pause has been read from the kernel, and not by the connection.
  bytesRead: socket.bytesRead - socket.readableLength + before.read,
  bytesWritten: socket.bytesWritten + pending + before.written,
  readyState: socket.readyState,
  writableLength: socket.writableLength + pending,
})

/** The same for the core, which asks what is on its way. */
export const trafficOf = (socket: Socket, pending: number): Traffic => ({
  read: socket.bytesRead,
  written: socket.bytesWritten + pending,
  queued: socket.writableLength + pending,
  ended: socket.readyState === 'readOnly' || socket.readyState === 'closed',
})

export const noTraffic: Traffic = { read: 0, written: 0 }

/** The first with what has been read and written by the second. */
export const addTraffic = (traffic: Traffic, { read, written }: Traffic): Traffic => ({
  ...traffic,
  read: traffic.read + read,
  written: traffic.written + written,
})

/** True while bytes of either side are on their way through the socket, or an end of ours; a paused one does not read its own. */
export function isMoving(socket: Socket, pending: number, paused: boolean): boolean {
  const sending = pending > 0 || socket.writableLength > 0 || socket.writableEnded !== socket.writableFinished
  return socket.connecting || sending || (!paused && socket.readableLength > 0)
}
