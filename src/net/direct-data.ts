import type { Buffer } from 'node:buffer'
import type { Socket } from 'node:net'

/**
 * What a socket reads goes to its one listener without the queue of its stream, as long as that is empty and flows: Node then emits
 * `data` at once as well (`addChunk` of its streams), and looks for more in a later tick, which a socket does not need: it reports by
 * itself what comes.
 */
export function passDirectly(socket: Socket, listener: (chunk: Buffer) => void): void {
  const { push } = socket
  socket.push = (chunk: Buffer | null, encoding?: BufferEncoding): boolean => {
    if (chunk === null || socket.readableFlowing !== true || socket.readableLength > 0)
      return push.call(socket, chunk, encoding)
    listener(chunk)
    return true
  }
}

/** Its listener has been removed. */
export const passNoLonger = (socket: Socket): void => void Reflect.deleteProperty(socket, 'push')
