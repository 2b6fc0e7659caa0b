import type { Socket } from 'node:net'

/** Ends a connection with an RST; over a Unix socket, which has none, and over TLS, which has none of its own, it is closed. */
export function resetSocket(socket: Socket): void {
  if (socket.destroyed) return
  try {
    socket.resetAndDestroy()
  } catch {
    socket.destroy()
  }
}
