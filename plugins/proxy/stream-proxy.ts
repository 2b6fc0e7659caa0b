import type { Socket } from 'node:net'
import { addressOf, routeTo, shownAddress, wires, type Address, type Facts, type Lane } from '../../src/plugin.ts'
import type { Account } from './account.ts'
import type { WrittenFault } from './fault.ts'
import { struckWords } from './fault-words.ts'
import type { FaultTarget } from './fault-verb.ts'
import { linkActor } from './link-actor.ts'
import { Links } from './links.ts'
import { SwitchedListener } from './listener.ts'
import type { ProxyOptions } from './options.ts'

/** Listens for connections and forwards each to the server by a connection of its own. */
export async function startStreamProxy(options: ProxyOptions, lane: Lane): Promise<FaultTarget> {
  const proxy = new StreamProxy(options, lane)
  await proxy.listen()
  return proxy
}

class StreamProxy implements FaultTarget {
  readonly carried = 'bytes'
  readonly #options: ProxyOptions
  readonly #lane: Lane
  readonly #server: Address
  readonly #links: Links
  readonly #listener: SwitchedListener
  #words = ''
  #over = false
  #before = Promise.resolve()

  constructor(options: ProxyOptions, lane: Lane) {
    this.#options = options
    this.#lane = lane
    this.#server = addressOf(options, lane, 'port to lead to')
    this.#links = new Links(lane, options.seed, 'bytes')
    this.#listener = new SwitchedListener(lane, (client) => {
      client.on('error', () => {})
      // One after the other, so that connections have their numbers in the order in which they came.
      this.#before = this.#before.then(() => this.#dial(client))
    })
  }

  async listen(): Promise<void> {
    const { bind = 0 } = this.#options
    await this.#listener.open(bind)
    this.#words = `listening on ${this.#listener.shown}`
    if (bind === 0) this.#lane.alias(this.#listener.port, 'port')
    this.#lane.event({ name: 'listening', words: this.#words })
  }

  readonly apply = async (wanted: WrittenFault): Promise<Account | undefined> => {
    // The kernel refuses, and nobody sees whom; so many can only be counted when they are connected.
    if (wanted.refuse === true && wanted.connection === undefined && wanted.times === undefined) {
      this.#listener.close()
      return undefined
    }
    const account = this.#links.apply(wanted)
    if (clearsRefusal(wanted) && !this.#over) await this.#listener.open(this.#listener.port)
    return account
  }

  facts(): Facts {
    const { port } = this.#listener
    return { ...handedOn(this.#options), port, host: '127.0.0.1', ...this.#links.facts() }
  }

  async close(): Promise<void> {
    if (this.#over) return
    this.#over = true
    this.#listener.close()
    this.#lane.event({ name: 'closed', words: 'stopped listening', did: 'close' })
  }

  busy(): boolean {
    return this.#links.busy
  }

  dueIn(): number | undefined {
    return this.#links.dueIn()
  }

  state(): string {
    const listening = this.#listener.listening ? this.#words : 'refusing connections'
    return this.#links.state(this.#over ? 'stopped listening' : listening)
  }

  async stop(): Promise<void> {
    this.#over = true
    this.#listener.close()
    this.#links.destroy()
  }

  async #dial(client: Socket): Promise<void> {
    const route = await routeTo(this.#server).catch(() => undefined)
    if (route === undefined || this.#over) return void client.resetAndDestroy()
    route.go()
    const link = this.#accept(client, route.socket)
    const connection = { numbers: [link.number] }
    this.#lane.accept((own) => linkActor(link, own, (wanted) => this.apply({ ...wanted, connection })))
    this.#links.addStanding(link)
  }

  #accept(client: Socket, server: Socket): wires.Link {
    const shown = shownAddress(this.#server)
    return this.#links.add(shown, (number, gone) => {
      const print = (words: string | undefined) => {
        if (words !== undefined) this.#lane.print(`connection ${number}: ${words}`)
      }
      return new wires.Link(client, server, {
        number,
        seed: this.#options.seed,
        path: 'path' in this.#server ? this.#server.path : undefined,
        struck: (fault, direction) => print(struckWords(fault, direction)),
        unreachable: (code) => print(`${shown} cannot be reached (${code})`),
        gone,
      })
    })
  }
}

/** All faults are over, or all that refuse. */
function clearsRefusal({ clear, connection, direction }: WrittenFault): boolean {
  const cleared = clear === true || clear?.includes('refuse') === true
  return cleared && connection === undefined && direction === 'both'
}

/** What a client needs of a server besides its place: which certificate to trust over TLS, and the path of a WebSocket server. */
function handedOn({ to }: ProxyOptions): Facts {
  const { ca, path, port } = to?.facts ?? {}
  return {
    ...(typeof ca === 'string' ? { ca } : {}),
    // Without a port it is a Unix socket, and no actor reaches one through the proxy by name.
    ...(typeof path === 'string' && port !== undefined ? { path } : {}),
  }
}
