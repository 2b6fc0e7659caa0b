import { createServer, isIPv4, type AddressInfo, type Server, type ServerOpts, type Socket } from 'node:net'
import { platform } from 'node:os'
import { abstractSockets, endOf, type Actor, type Facts, type Lane } from '../../../src/plugin.ts'
import { addressOf, shownAddress, type Address, type Where } from './address.ts'
import { Connection } from './connection.ts'
import type { Manner } from './manner.ts'
import { highWaterMark } from './dial.ts'
import { codeOf, listenRefusal } from './errors.ts'
import { boundFile, closeSparing, type UnixFile } from './unix-file.ts'

export interface ListenOptions extends Where {
  readonly backlog?: number | undefined
  readonly pauseOnConnect?: boolean | undefined
  readonly noDelay?: boolean | undefined
  readonly keepAlive?: boolean | undefined
  readonly keepAliveDelay?: number | undefined
  readonly maxConnections?: number | undefined
}

/** What makes one kind's server differ from another's. */
export interface Service {
  /** How a new connection behaves; `lane` is its own. */
  manner(lane: Lane): Manner
  /** It has come, and can be spoken to. */
  greet?(connection: Connection): void
  /** Milliseconds until it does something by itself. */
  dueIn?(): number | undefined
}

/** Listens, and resolves when it does; refuses when the surroundings do. */
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
  const server = createServer(how)
  if (options.maxConnections !== undefined) server.maxConnections = options.maxConnections
  const listener = new Listener(server, address, lane, service)
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error) => reject(listenRefusal(error, address)))
    server.listen(
      {
        ...('path' in address ? { path: address.path } : { host: address.host, port: address.port }),
        ...(options.backlog === undefined ? {} : { backlog: options.backlog }),
        exclusive: true,
      },
      resolve,
    )
  })
  if ('path' in address && address.path.startsWith('\0')) await listenBeside(listener, address, how, options)
  listener.opened()
  return listener
}

/** Programs of other languages meet an abstract socket under another name than Node's own. */
async function listenBeside(
  listener: Listener,
  address: Address & { readonly path: string },
  how: ServerOpts,
  { backlog, maxConnections }: ListenOptions,
): Promise<void> {
  const { twin } = await abstractSockets()
  try {
    const server = await twin(address.path, how, backlog)
    if (server === undefined) return
    if (maxConnections !== undefined) server.maxConnections = maxConnections
    listener.beside(server)
  } catch (error) {
    await listener.stop({ grace: 0 })
    throw listenRefusal(error, address)
  }
}

/** A listening socket as an actor; its connections are actors of their own. */
export class Listener implements Actor {
  ends: { readonly local?: string } = {}
  readonly #server: Server
  readonly #address: Address
  readonly #lane: Lane
  readonly #service: Service
  readonly #connections = new Set<Connection>()
  #facts: Facts = {}
  #file: UnixFile | undefined
  #state = 'not listening'
  #closed: Promise<void> | undefined
  /** The same under the other name of an abstract socket. */
  #twin: Server | undefined

  constructor(server: Server, address: Address, lane: Lane, service: Service) {
    this.#server = server
    this.#address = address
    this.#lane = lane
    this.#service = service
    this.#serve(server)
  }

  /** Whoever comes to this server has come to this actor, too. */
  beside(server: Server): void {
    this.#twin = server
    this.#serve(server)
  }

  #serve(server: Server): void {
    server.on('connection', (socket) => this.#accept(socket))
    server.on('drop', () => this.#lane.happened({ name: 'drop', words: 'connection dropped', aside: true }))
  }

  opened(): void {
    const address = this.#address
    if ('path' in address) {
      this.#facts = { path: address.written }
      this.ends = { local: `unix:${address.path}` }
      if (platform() !== 'win32' && !address.path.startsWith('\0')) this.#file = boundFile(address.path)
      this.#state = `listening on ${shownAddress(address)}`
    } else {
      const bound = this.#server.address() as AddressInfo
      const local = endOf(bound.address, bound.port)
      this.#facts = {
        host: address.host,
        port: bound.port,
        address: { address: bound.address, family: bound.family, port: bound.port },
      }
      if (local !== undefined) this.ends = { local }
      this.#state = `listening on ${shownAddress(address, bound.port)}`
      if (address.port === 0) this.#lane.alias(bound.port, 'port')
    }
    this.#server.on('error', (error) => {
      const code = codeOf(error)
      this.#lane.happened({ name: 'error', code, words: `error ${code}` })
    })
    this.#lane.happened({ name: 'listening', words: this.#state })
  }

  facts(): Facts {
    return { ...this.#facts, connections: this.#connections.size, listening: this.#server.listening }
  }

  dueIn(): number | undefined {
    return this.#service.dueIn?.()
  }

  state(): string {
    const { size } = this.#connections
    return size === 0 ? this.#state : `${this.#state}, ${size} ${size === 1 ? 'connection' : 'connections'}`
  }

  /** Stops listening. Node would wait for the connections; they go on by themselves here. */
  async close(): Promise<void> {
    if (!this.#server.listening) return
    this.#shut()
    this.#lane.happened({ name: 'closed', words: 'stopped listening' })
    this.#state = 'stopped listening'
  }

  async stop(how: { readonly grace: number }): Promise<void> {
    this.#shut()
    await Promise.all([...this.#connections].map((connection) => connection.stop(how)))
    await this.#closed
  }

  #shut(): void {
    this.#twin?.close()
    this.#closed ??= new Promise((resolve) => {
      closeSparing(this.#file, () => {
        this.#server.close(() => {
          this.#lane.happened({ name: 'close', silent: true, ends: 'all' })
          resolve()
        })
      })
    })
  }

  #accept(socket: Socket): void {
    let connection: Connection | undefined
    this.#lane.accept((lane) => {
      const unix = 'path' in this.#address ? { local: `unix:${this.#address.path}` } : undefined
      connection = new Connection(socket, lane, { ...this.#service.manner(lane), ends: unix, facts: this.#facts })
      return connection
    })
    if (connection === undefined) return
    const accepted = connection
    this.#connections.add(accepted)
    socket.once('close', () => this.#connections.delete(accepted))
    this.#lane.happened({ name: 'connection', words: connectionWords(socket), aside: true })
    this.#service.greet?.(accepted)
  }
}

function connectionWords(socket: Socket): string {
  const from = socket.remoteAddress?.replace(/^::ffff:(?=\d+\.)/, '')
  if (from === undefined) return 'connection'
  return `connection from ${from === '::1' || (isIPv4(from) && from.startsWith('127.')) ? 'localhost' : from}`
}
