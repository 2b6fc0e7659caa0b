import { Socket, type SocketConstructorOpts } from 'node:net'
import { abstractSockets, type ActorReference, type Lane } from '../../../src/plugin.ts'
import { addressOf, addressOfActor, shownAddress, type Address, type Where } from './address.ts'
import { Connection } from './connection.ts'
import type { Manner } from './manner.ts'

/** The same on every Node, so that `drain` comes after the same number of bytes. */
export const highWaterMark = 16 * 1024

export interface DialOptions extends Where {
  readonly to?: ActorReference | undefined
  readonly noDelay?: boolean | undefined
  readonly keepAlive?: boolean | undefined
  readonly keepAliveDelay?: number | undefined
}

/**
 * Connects, and resolves when it is decided: a connect that fails is something that happens on the lane (`error ECONNREFUSED`),
 * since a step may expect it.
 */
export async function dial(options: DialOptions, lane: Lane, manner: Manner): Promise<Connection> {
  const address = targetOf(options, lane)
  const path = 'path' in address ? address.path : undefined
  const { socket, ...reached } = await socketFor(path)
  const connection = new Connection(socket, lane, {
    ...manner,
    facts: factsOf(address),
    ends: path === undefined ? undefined : { remote: `unix:${path}` },
  })
  const decided = new Promise<void>((resolve) => {
    const up = () => {
      connection.opened()
      connection.tell({ name: 'connected', words: `connected to ${shownAddress(address)}` })
      // A program may print the port that the system drew for us.
      if (socket.localPort !== undefined) lane.alias(socket.localPort, 'localPort')
      resolve()
    }
    if (reached.already) up()
    else socket.once('connect', up)
    socket.once('close', () => resolve())
  })
  const abort = () => void socket.destroy()
  lane.signal.addEventListener('abort', abort, { once: true })
  if (lane.signal.aborted) abort()
  else if (!reached.already) {
    socket.connect({
      ...('path' in address ? { path: reached.path ?? address.path } : { host: address.host, port: address.port }),
      noDelay: options.noDelay ?? true,
      keepAlive: options.keepAlive ?? false,
      keepAliveInitialDelay: options.keepAliveDelay ?? 0,
    })
  }
  await decided
  lane.signal.removeEventListener('abort', abort)
  return connection
}

interface Reached {
  readonly socket: Socket
  /** It is connected: on an abstract socket, by a name that Node does not make. */
  readonly already: boolean
  /** Where to connect, if that is not the path as written. */
  readonly path?: string
}

async function socketFor(path: string | undefined): Promise<Reached> {
  const options = { allowHalfOpen: true, highWaterMark } as SocketConstructorOpts
  if (path?.startsWith('\0') !== true) return { socket: new Socket(options), already: false }
  const { reach } = await abstractSockets()
  const found = await reach(path, options)
  if ('socket' in found) return { socket: found.socket, already: true }
  return { socket: new Socket(options), already: false, path: found.path }
}

export function targetOf(options: DialOptions, lane: Lane): Address {
  return options.to === undefined ? addressOf(options, lane) : addressOfActor(options.to, lane)
}

function factsOf(address: Address): Manner['facts'] & object {
  return 'path' in address ? { path: address.written } : { host: address.host, port: address.port }
}

/** What stands on top of a client's pane: `telnet localhost 9000`. */
export function dialCommand(program: string, { to, host, port, path }: DialOptions): string {
  if (to !== undefined) return `${program} ${to.name}`
  return path === undefined ? `${program} ${host ?? 'localhost'} ${port ?? ''}`.trimEnd() : `${program} ${path}`
}
