import type { Socket } from 'node:net'

interface Handle {
  getpeername?(out: object): number
}

/**
 * Whether the end that a socket has just seen came with an RST. Node shows an RST behind data as a plain end; the kernel has
 * forgotten the peer then (ENOTCONN), while after a FIN it still knows it. Ask inside the `end` handler, and only while our own
 * side is open: once both FINs have passed, the peer is forgotten as well.
 */
export function wasReset(raw: Socket): boolean {
  const handle = (raw as unknown as { _handle?: Handle | null })._handle
  return !raw.writableEnded && (handle?.getpeername?.({}) ?? 0) < 0
}
