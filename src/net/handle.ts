import { Buffer } from 'node:buffer'
import { readSync } from 'node:fs'
import type { Socket } from 'node:net'

/** What net keeps to itself: the handle below a socket. */
interface Handle {
  readonly fd?: number
  reading?: boolean
  getpeername?(address: object): number
  readStart?(): number
  readStop?(): number
  useUserBuffer?(memory: Uint8Array): void
}

const handleOf = (socket: Socket) => (socket as Socket & { readonly _handle?: Handle | null })._handle ?? undefined
const probe = Buffer.alloc(1)

/**
 * Whether the end that a socket has just seen was an RST: behind data, libuv takes the hang-up for an end of file and never reads
 * the error. Ask inside the `end` handler, while the descriptor is open. One more read tells ECONNRESET after an RST and 0 after a
 * FIN, but also 0 after an RST whose error a write has taken, such as that of a TLS session ticket: then the peer's name is gone.
 */
export function endedByReset(socket: Socket): boolean {
  const handle = handleOf(socket)
  if (handle === undefined) return false
  // When both sides have ended, the kernel forgets the name of the peer as well.
  const peerForgotten = () => !socket.writableEnded && (handle.getpeername?.({}) ?? 0) < 0
  if (handle.fd === undefined || handle.fd < 0) return peerForgotten()
  try {
    return readSync(handle.fd, probe, 0, 1, null) === 0 && peerForgotten()
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'EAGAIN'
  }
}

/**
 * Emits as `data` what the kernel has received for a socket. For the callback of a write that has failed: what the peer has sent before
 * its RST can still be read then, and Node closes the socket without doing so.
 */
export function readRest(socket: Socket): void {
  const { fd = -1 } = handleOf(socket) ?? {}
  // What the stream holds comes before what the kernel has.
  if (fd < 0 || socket.readableLength > 0) return
  for (let bytes = readNow(fd); bytes !== undefined; bytes = readNow(fd)) socket.emit('data', bytes)
}

/** Undefined where there is nothing (more). */
function readNow(fd: number): Buffer | undefined {
  const bytes = Buffer.alloc(64 * 1024)
  try {
    const length = readSync(fd, bytes, 0, bytes.length, null)
    return length === 0 ? undefined : bytes.subarray(0, length)
  } catch {
    return undefined
  }
}

/** Stops reading at once. `pause()` alone goes on until the stream's buffer is full, and an unread kernel queue decides FIN or RST. */
export function stopReading(socket: Socket): void {
  socket.pause()
  const handle = handleOf(socket)
  if (handle?.reading !== true || socket.connecting) return
  handle.reading = false
  handle.readStop?.()
}

export function startReading(socket: Socket): void {
  const handle = handleOf(socket)
  if (handle !== undefined && handle.reading !== true && !socket.connecting && !socket.readableEnded) {
    handle.reading = true
    handle.readStart?.()
  }
  socket.resume()
}

/** From now on a read takes no more than fits into this memory: for a socket that was made to read into some of its own. */
export function readInto(socket: Socket, memory: Uint8Array): void {
  handleOf(socket)?.useUserBuffer?.(memory)
}
