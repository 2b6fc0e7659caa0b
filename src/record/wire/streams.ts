import type { Socket } from 'node:net'
import { listenAt, connectTo, secureClient, secureServer, type Listening, type WireIdentity } from './sockets.ts'
import type { WireOptions, WireServices } from './options.ts'
import type { Place } from './place.ts'
import { StreamRelay, type Link, type RelaySummary, type Rewrite } from './stream-relay.ts'
import { Tape } from './tape.ts'
import { withoutDeflate } from './without-deflate.ts'
import { asksActively, DataConnections } from './data-connections.ts'

interface Environment {
  readonly options: WireOptions
  readonly services: WireServices
  readonly tape: Tape
  readonly identity: WireIdentity | undefined
  /** So many connections are over. */
  over(count: number): void
}

/** Connections over TCP, TLS or a Unix socket: each client gets a connection to the server, and everything passes. */
export class StreamWire {
  readonly #around: Environment
  readonly #relays = new Set<StreamRelay>()
  readonly #sockets = new Set<Socket>()
  readonly #data: DataConnections
  #listening: Listening | undefined
  /** Connections through `listen` that are recorded, and how many of them are over. */
  #begun = 0
  #over = 0
  /** Places of further servers that connections went to, by the name of the actor. */
  readonly further = new Map<string, Place>()
  /** Connections over TLS to a server whose certificate the system does not trust. */
  readonly untrusted = new Set<number>()
  #identity: Promise<WireIdentity> | undefined

  constructor(around: Environment) {
    this.#around = around
    this.#data = new DataConnections({
      host: 'host' in around.options.listen ? around.options.listen.host : undefined,
      to: around.options.to,
      open: (socket, name, place) => {
        this.further.set(name, place)
        this.#relay(socket, connectTo(place), `${name}-client`, name, false)
      },
    })
  }

  async listen(): Promise<Place> {
    this.#listening = await listenAt(this.#around.options.listen, (socket) => void this.#accept(socket))
    return this.#listening.place
  }

  close(): void {
    this.#listening?.close()
    this.#data.close()
    for (const socket of this.#sockets) socket.destroy()
    for (const relay of this.#relays) relay.destroy()
  }

  async #accept(client: Socket): Promise<void> {
    const { options, services, identity } = this.#around
    if (identity === undefined) return void this.#relay(client, connectTo(options.to), 'client', 'server', true)
    this.#sockets.add(client)
    client.once('close', () => this.#sockets.delete(client))
    try {
      const secure = await secureClient(client, identity)
      const below = connectTo(options.to)
      this.#sockets.add(below)
      below.once('close', () => this.#sockets.delete(below))
      const server = await secureServer(below, secure)
      const number = this.#relay(secure, server, 'client', 'server', true)
      if (number !== undefined && !server.authorized) this.untrusted.add(number)
    } catch (error) {
      client.destroy()
      services.print(`a TLS handshake failed: ${(error as Error).message}`)
    }
  }

  #relay(client: Socket, server: Socket, from: string, to: string, main: boolean): number | undefined {
    const { tape, services, options } = this.#around
    if (main && this.#begun === options.connections) {
      this.#pass(client, server)
      return undefined
    }
    if (main) this.#begun++
    const number = tape.connected(from, to)
    services.print(`connection ${number}: open${main ? '' : ` (${to})`}`)
    this.#link(
      number,
      client,
      server,
      main ? { rewrite: this.#rewrites(number), ...this.#tlsOf(number, client, server) } : {},
    )
    return number
  }

  #link(number: number, client: Socket, server: Socket, more: Partial<Link>): void {
    const isMain = more.rewrite !== undefined
    const closed = (summary: RelaySummary): void => {
      this.#relays.delete(relay)
      this.#report(summary)
      if (isMain) this.#around.over(++this.#over)
    }
    const relay = new StreamRelay({ number, client, server, tape: this.#around.tape, closed, ...more })
    this.#relays.add(relay)
  }

  /** What becomes of a client that speaks TLS where plain bytes were expected. */
  #tlsOf(number: number, client: Socket, server: Socket): Pick<Link, 'secures' | 'unreadable'> {
    if (this.#around.identity !== undefined) return {}
    return {
      secures: () => void this.#secure(number, client, server),
      unreadable: () => {
        this.#say(number, 'TLS, of which nothing can be read; record it with --tls')
      },
    }
  }

  /** Goes over to TLS on both sides (as behind STARTTLS, RFC 3207), and reads on. */
  async #secure(number: number, client: Socket, server: Socket): Promise<void> {
    const { services, tape } = this.#around
    try {
      const asked = await secureClient(client, await (this.#identity ??= services.identity()))
      const secure = await secureServer(server, asked)
      if (!secure.authorized) this.untrusted.add(number)
      services.print(`connection ${number}: goes on over TLS`)
      for (const from of ['server', 'client'] as const) tape.note({ type: 'secured', connection: number, from })
      this.#link(number, asked, secure, { rewrite: this.#rewrites(number) })
    } catch (error) {
      for (const socket of [client, server]) socket.destroy()
      services.print(`connection ${number}: the TLS handshake failed: ${(error as Error).message}`)
      this.#around.over(++this.#over)
    }
  }

  /** One more than were asked for: it passes, and is not recorded. */
  #pass(client: Socket, server: Socket): void {
    this.#around.services.print('one more connection, which is not recorded')
    const tape = new Tape(() => 0, { limit: 0, moved: () => this.#around.services.moved?.() })
    const relay = new StreamRelay({ number: 0, client, server, tape, closed: () => this.#relays.delete(relay) })
    this.#relays.add(relay)
  }

  #rewrites(number: number): { readonly client: Rewrite; readonly server: Rewrite } {
    const { services } = this.#around
    const deflate = withoutDeflate(() => services.print(`connection ${number}: the offer to compress was left out`))
    const client: Rewrite = (bytes) => {
      if (asksActively(bytes))
        this.#say(number, 'active FTP (PORT, EPRT), whose data passes by the recorder; use passive mode')
      return deflate(bytes)
    }
    return { client, server: this.#data.rewriting() }
  }

  /** For the person, and at its place in the scenario. */
  #say(number: number, what: string): void {
    const { services, tape } = this.#around
    services.print(`connection ${number}: ${what}`)
    tape.note({ type: 'note', text: `Not recorded: ${what}.` })
  }

  #report({ number, up, down, unreachable }: RelaySummary): void {
    const { services, tape } = this.#around
    const text =
      unreachable === undefined
        ? `over, ${up} bytes up, ${down} bytes down`
        : `the server cannot be reached (${unreachable})`
    services.print(`connection ${number}: ${text}`)
    if (unreachable !== undefined)
      tape.note({ type: 'note', text: `The server could not be reached (${unreachable}).` })
  }
}
