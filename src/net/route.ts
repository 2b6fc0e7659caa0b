import type { Socket, SocketConstructorOpts } from 'node:net'
import { isAbstract, type Address } from './address.ts'
import { ReadingSocket } from './reading-socket.ts'

/** The same on every Node, so that `drain` comes after the same number of bytes. */
export const highWaterMark = 16 * 1024

/** Options of Node's `net` for a connection that is made. */
export interface ConnectOptions {
  readonly noDelay?: boolean | undefined
  readonly keepAlive?: boolean | undefined
  readonly keepAliveDelay?: number | undefined
}

/** A way to a server. */
export interface Route {
  /** With `allowHalfOpen: true`; not connecting yet, so that no event is missed. */
  readonly socket: Socket
  /** It is connected already: to an abstract socket, by a name that Node does not make. */
  readonly connected: boolean
  /** Begins to connect, unless it is connected already. */
  go(): void
}

/** Finds the way to an address; abstract sockets are reached under the name that is listened on. */
export async function routeTo(address: Address, options: ConnectOptions = {}): Promise<Route> {
  const how = { allowHalfOpen: true, highWaterMark } as SocketConstructorOpts
  let path = 'path' in address ? address.path : undefined
  if (isAbstract(address)) {
    const { reach } = await import('./abstract/sockets.ts')
    const found = await reach(address.path, how)
    if ('socket' in found) return { socket: found.socket, connected: true, go: () => {} }
    path = found.path
  }
  const socket = new ReadingSocket(how)
  const go = () =>
    void socket.connect({
      ...('port' in address ? { host: address.host, port: address.port } : { path: path as string }),
      noDelay: options.noDelay ?? true,
      keepAlive: options.keepAlive ?? false,
      keepAliveInitialDelay: options.keepAliveDelay ?? 0,
    })
  return { socket, connected: false, go }
}
