import { isIPv4, type AddressInfo, type Server, type Socket } from 'node:net'
import type { Actor, Facts, Lane } from '../model/actor.ts'
import { endOf } from '../text/hosts.ts'
import { shownAddress, unixEnd, type Address } from './address.ts'
import type { Behaviour } from './behaviour.ts'
import { errorEvent } from './errors.ts'
import { boundFile, closeSparing, type UnixFile } from './unix-file.ts'

/** What a server does with a new connection. */
export interface Service {
  /** Listens instead of a server of `net`'s own, as one of `http` does. */
  readonly server?: Server
  /** The kernel has accepted a socket. */
  arrived(socket: Socket, listener: Listener): void
  /** The event of its connection is on the lane by now. */
  greet?(socket: Socket): void
  /** Facts besides where it listens. */
  readonly facts?: Facts
  /** Stands behind the address in the line that it listens. */
  readonly suffix?: string
  /** Milliseconds until it does something by itself. */
  dueIn?(): number | undefined
  /** What a failure report adds to its state. */
  remark?(): string | undefined
}

/** A listening socket as an actor; its connections are actors of their own. */
export class Listener implements Actor {
  readonly lane: Lane
  ends: { readonly local?: string } = {}
  readonly #server: Server
  readonly #address: Address
  readonly #service: Service
  readonly #sockets = new Set<Socket>()
  /** Those that have come and are no connections, as before a handshake. */
  readonly #early = new Set<Socket>()
  readonly #actors = new Set<Actor>()
  #facts: Facts = {}
  #file: UnixFile | undefined
  #state = 'not listening'
  #closed: Promise<void> | undefined
  /** The same under the other name of an abstract socket. */
  #twin: Server | undefined

  constructor(server: Server, address: Address, lane: Lane, service: Service) {
    this.#server = server
    this.#address = address
    this.lane = lane
    this.#service = service
    this.#serve(server)
  }

  /** A connection to this server belongs to this actor, too. */
  beside(server: Server): void {
    this.#twin = server
    this.#serve(server)
  }

  #serve(server: Server): void {
    server.on('connection', (socket: Socket) => {
      this.#sockets.add(socket)
      this.#early.add(socket)
      socket.on('close', () => {
        this.#sockets.delete(socket)
        // Who waits for the handshake need not wait any more.
        if (this.#early.delete(socket)) this.lane.event({ name: 'caller-gone', silent: true, outOfBand: true })
      })
      this.#service.arrived(socket, this)
      this.lane.event({ name: 'connection', words: connectionWords(socket), outOfBand: true })
      this.#service.greet?.(socket)
    })
    server.on('drop', () => this.lane.event({ name: 'drop', words: 'connection dropped', outOfBand: true }))
  }

  /** Makes a caller a connection, with a lane of its own; it is stopped with the server. */
  accept(socket: Socket, build: (lane: Lane) => Actor): void {
    this.#early.delete(socket)
    this.lane.accept((lane) => {
      const actor = build(lane)
      this.#actors.add(actor)
      socket.on('close', () => this.#actors.delete(actor))
      return actor
    })
  }

  /** What a connection has from its server: facts, and the name of its end where the address has no numbers. */
  get inherited(): Pick<Behaviour, 'facts' | 'ends'> {
    return {
      facts: this.#facts,
      ends: 'path' in this.#address ? { local: unixEnd(this.#address) } : undefined,
    }
  }

  opened(): void {
    const address = this.#address
    if ('path' in address) {
      this.#facts = { path: address.written }
      this.ends = { local: unixEnd(address) }
      this.#file = boundFile(address.path)
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
      if (address.port === 0) this.lane.alias(bound.port, 'port')
    }
    this.#state += this.#service.suffix ?? ''
    this.#server.on('error', (error) => this.lane.event(errorEvent(error)))
    this.lane.event({ name: 'listening', words: this.#state })
  }

  facts(): Facts {
    const connections = this.#sockets.size
    return { ...this.#facts, ...this.#service.facts, connections, listening: this.#server.listening }
  }

  /** Its own, and that of its connections. */
  dueIn(): number | undefined {
    const all = [this.#service.dueIn?.(), ...[...this.#actors].map((actor) => actor.dueIn?.())]
    const due = all.filter((each) => each !== undefined)
    return due.length === 0 ? undefined : Math.min(...due)
  }

  hasCaller(remote: string | undefined): boolean {
    return [...this.#early].some(
      (socket) => socket.bytesRead === 0 && endOf(socket.remoteAddress, socket.remotePort) === remote,
    )
  }

  handshaking(): readonly (string | undefined)[] {
    return [...this.#early].map((socket) => endOf(socket.remoteAddress, socket.remotePort))
  }

  state(): string {
    const { size } = this.#sockets
    const remark = this.#service.remark?.()
    return [this.#state, size === 0 ? [] : `${size} ${size === 1 ? 'connection' : 'connections'}`, remark ?? []]
      .flat()
      .join(', ')
  }

  /** Stops listening. Node would wait for the connections; they go on by themselves here. */
  async close(): Promise<void> {
    if (!this.#server.listening) return
    this.#shut()
    this.lane.event({ name: 'closed', words: 'stopped listening', did: 'close' })
    this.#state = 'stopped listening'
  }

  async stop(how: { readonly grace: number }): Promise<void> {
    this.#shut()
    await Promise.all([...this.#actors].map((actor) => actor.stop(how)))
    for (const socket of this.#sockets) socket.destroy()
    await this.#closed
  }

  #shut(): void {
    this.#twin?.close()
    this.#closed ??= new Promise((resolve) => {
      closeSparing(this.#file, () => {
        this.#server.close(() => {
          this.lane.event({ name: 'close', silent: true, ends: 'all' })
          resolve()
        })
      })
    })
  }
}

function connectionWords(socket: Socket): string {
  const from = socket.remoteAddress?.replace(/^::ffff:(?=\d+\.)/, '')
  if (from === undefined) return 'connection'
  return `connection from ${from === '::1' || (isIPv4(from) && from.startsWith('127.')) ? 'localhost' : from}`
}
