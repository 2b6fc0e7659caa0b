import { createServer, type Server, type ServerOpts, type Socket } from 'node:net'
import type { Lane } from '../model/actor.ts'
import { addressOf, isAbstract, type Address, type Where } from './address.ts'
import type { Behaviour } from './behaviour.ts'
import { Connection } from './connection.ts'
import { listenError } from './errors.ts'
import { Listener, type Service } from './listener.ts'
import { highWaterMark, type ConnectOptions } from './route.ts'

export interface ListenOptions extends Where, ConnectOptions {
  readonly backlog?: number | undefined
  readonly pauseOnConnect?: boolean | undefined
  readonly maxConnections?: number | undefined
}

/** Listens, and resolves when it does; rejects with the reason when the environment does not allow it. */
export async function listen(options: ListenOptions, lane: Lane, service: Service): Promise<Listener> {
  const address = addressOf(options, lane)
  const how = {
    allowHalfOpen: true,
    pauseOnConnect: options.pauseOnConnect ?? false,
    noDelay: options.noDelay ?? true,
    keepAlive: options.keepAlive ?? false,
    keepAliveInitialDelay: options.keepAliveDelay ?? 0,
    highWaterMark,
  }
  const server = service.server ?? createServer(how)
  if (options.maxConnections !== undefined) server.maxConnections = options.maxConnections
  const listener = new Listener(server, address, lane, service)
  await listenOn(server, address, { lane, backlog: options.backlog })
  if (isAbstract(address)) await listenBeside(listener, address, how, options)
  listener.opened()
  return listener
}

/** A server whose callers are connections at once, and behave as `behave` answers for the lane of each. */
export function serve(options: ListenOptions, lane: Lane, { behave, greet, ...own }: Serving): Promise<Listener> {
  const connections = new WeakMap<Socket, Connection>()
  return listen(options, lane, {
    arrived: (socket, listener) =>
      listener.accept(socket, (own) => {
        const connection = new Connection(socket, own, { ...listener.inherited, ...behave(own) })
        connections.set(socket, connection)
        return connection
      }),
    greet(socket) {
      const connection = connections.get(socket)
      if (connection === undefined) return
      greet?.(connection)
      connection.greet()
    },
    ...own,
  })
}

export interface Serving extends Pick<Service, 'dueIn' | 'remark'> {
  behave(lane: Lane): Behaviour
  /** It has come, and can be spoken to. */
  greet?(connection: Connection): void
}

interface Binding {
  readonly lane: Lane
  readonly backlog?: number | undefined
  /** The option that holds the port, for the message. */
  readonly option?: string
}

/** Has a server of `net` or `http` listen; rejects with the reason (port or path in use and its holder, no permission, no such address). */
export async function listenOn(server: Server, address: Address, { lane, backlog, option }: Binding): Promise<void> {
  const where = 'path' in address ? { path: address.path } : { host: address.host, port: address.port }
  await new Promise<void>((resolve, reject) => {
    const failed = (error: Error) =>
      reject(listenError(error, { address, lane, ...(option === undefined ? {} : { option }) }))
    server.once('error', failed)
    server.listen({ ...where, ...(backlog === undefined ? {} : { backlog }), exclusive: true }, () => {
      server.off('error', failed)
      resolve()
    })
  })
}

/** Programs of other languages meet an abstract socket under another name than Node's own. */
async function listenBeside(
  listener: Listener,
  address: Address & { readonly path: string },
  how: ServerOpts,
  { backlog, maxConnections }: ListenOptions,
): Promise<void> {
  const { twin } = await import('./abstract/sockets.ts')
  try {
    const server = await twin(address.path, how, backlog)
    if (server === undefined) return
    if (maxConnections !== undefined) server.maxConnections = maxConnections
    listener.beside(server)
  } catch (error) {
    await listener.stop({ grace: 0 })
    throw listenError(error, { address, lane: listener.lane })
  }
}
