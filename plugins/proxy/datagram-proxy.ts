import type { RemoteInfo, Socket } from 'node:dgram'
import {
  boundSocket,
  connectSocket,
  datagramEnd,
  netAddressOf,
  ownHost,
  shownAddress,
  type Facts,
  type Lane,
  type NetAddress,
} from '../../src/plugin.ts'
import type { Account } from './account.ts'
import type { WrittenFault } from './fault.ts'
import type { FaultTarget } from './fault-verb.ts'
import { Links } from './links.ts'
import type { ProxyOptions } from './options.ts'
import { DatagramLink } from './datagram-link.ts'

/** Receives datagrams and forwards them to the server, for each client from a socket of its own, so that the answers find it. */
export async function startDatagramProxy(options: ProxyOptions, lane: Lane): Promise<FaultTarget> {
  const { bind = 0 } = options
  const own = netAddressOf({ port: bind })
  const server = netAddressOf(options, 'port to lead to')
  const front = await boundSocket(own, lane)
  const { port } = front.address()
  const words = `listening on ${shownAddress(own, port)}`
  const proxy = new DatagramProxy({ front, server, seed: options.seed, words, lane })
  if (bind === 0) lane.alias(port, 'port')
  lane.event({ name: 'listening', words })
  return proxy
}

interface Setting {
  /** The socket that clients send to. */
  readonly front: Socket
  readonly server: NetAddress
  readonly seed: number
  /** What it does, in words. */
  readonly words: string
  readonly lane: Lane
}

class DatagramProxy implements FaultTarget {
  readonly carried = 'datagrams'
  readonly connectionless = true
  readonly #setting: Setting
  readonly #port: number
  readonly #links: Links
  readonly #clients = new Map<string, Promise<DatagramLink>>()
  /** What has come and has not been forwarded: a new client's socket is made first. */
  #opening = 0
  #over = false
  #before: Promise<unknown> = Promise.resolve()

  constructor(setting: Setting) {
    const { front, lane, seed } = setting
    this.#setting = setting
    this.#port = front.address().port
    this.#links = new Links(lane, seed, 'datagrams')
    front.on('error', () => {})
    front.on('message', (bytes: Buffer, client: RemoteInfo) => this.#received(bytes, client))
  }

  readonly apply = async (wanted: WrittenFault): Promise<Account | undefined> => this.#links.apply(wanted)

  facts(): Facts {
    return { port: this.#port, host: '127.0.0.1', ...this.#links.facts() }
  }

  async close(): Promise<void> {
    if (this.#close()) this.#setting.lane.event({ name: 'closed', words: 'stopped listening', did: 'close' })
  }

  busy(): boolean {
    return this.#opening > 0 || this.#links.busy
  }

  dueIn(): number | undefined {
    return this.#links.dueIn()
  }

  state(): string {
    return this.#links.state(this.#over ? 'stopped listening' : this.#setting.words)
  }

  async stop(): Promise<void> {
    this.#close()
    this.#links.destroy()
  }

  #close(): boolean {
    if (this.#over) return false
    this.#over = true
    this.#setting.front.close()
    return true
  }

  #received(bytes: Buffer, client: RemoteInfo): void {
    const end = datagramEnd(client.address, client.port)
    const link = this.#clients.get(end) ?? this.#open(client)
    this.#clients.set(end, link)
    this.#opening += 1
    // One behind the other, as they came, also while the socket of a client is being made.
    this.#before = Promise.all([link, this.#before])
      .then(([ready]) => ready.fromClient(bytes))
      .catch((error: unknown) => this.#setting.lane.failed(error))
      .finally(() => (this.#opening -= 1))
  }

  async #open(client: RemoteInfo): Promise<DatagramLink> {
    const { front, server, seed, lane } = this.#setting
    const back = await boundSocket(netAddressOf({ host: ownHost(server), port: 0 }), lane)
    await connectSocket(back, server)
    const print = (line: string) => lane.print(line)
    const peer = { host: client.address, port: client.port }
    const make = (number: number) => new DatagramLink({ number, seed, client: peer, front, back, print })
    const link = this.#links.add(shownAddress(server), make)
    const connection = { numbers: [link.number] }
    lane.accept((own) => link.actor(own, (wanted) => this.apply({ ...wanted, connection })))
    this.#links.addStanding(link)
    if (this.#over) link.destroy()
    return link
  }
}
