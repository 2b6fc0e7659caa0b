import type { Socket } from 'node:dgram'
import { datagramEnd, wires, type Lane } from '../../src/plugin.ts'
import type { WrittenFault } from './fault.ts'
import { struckWords } from './fault-words.ts'
import type { FaultTarget } from './fault-verb.ts'
import type { Apply } from './links.ts'
import type { ProxyLink } from './proxy-link.ts'
import { DatagramFlow } from './datagram-flow.ts'

/** Where datagrams come from and go to. */
export interface DatagramPeer {
  readonly host: string
  readonly port: number
}

interface Setting {
  readonly number: number
  readonly seed: number
  readonly client: DatagramPeer
  /** The socket that clients send to. */
  readonly front: Socket
  /** The socket of this client alone, connected to the server. */
  readonly back: Socket
  print(line: string): void
}

/** The datagrams of one client: those to the server, and its answers. */
export class DatagramLink implements ProxyLink {
  readonly number: number
  bytesUp = 0
  bytesDown = 0
  readonly #setting: Setting
  readonly #up: DatagramFlow
  readonly #down: DatagramFlow
  #lane: Lane | undefined
  #over = false

  constructor(setting: Setting) {
    const { back, front, client, number } = setting
    this.number = number
    this.#setting = setting
    // What is sent to somebody who has gone may fail at any time later, and datagrams are lost without a word.
    this.#up = this.#flow('up', (bytes) => {
      this.bytesUp += bytes.length
      back.send(bytes, () => {})
    })
    this.#down = this.#flow('down', (bytes) => {
      this.bytesDown += bytes.length
      front.send(bytes, client.port, client.host, () => {})
    })
    back.on('error', () => {})
    back.on('message', (bytes: Buffer) => {
      this.#lane?.receive(bytes, { stream: 'down', message: 'text' })
      this.#down.datagram(bytes)
    })
  }

  get busy(): boolean {
    return this.#up.busy || this.#down.busy
  }

  /** What is late counts as busy. */
  dueIn(): undefined {}

  /** The client has sent this. */
  fromClient(bytes: Buffer): void {
    this.#lane?.receive(bytes, { message: 'text' })
    this.#up.datagram(bytes)
  }

  add(fault: WrittenFault): void {
    const where = (fault.after ?? fault.before)?.direction
    if (where !== undefined) for (const flow of this.#flows(where)) flow.add(fault, () => this.#bring(fault))
    else for (const flow of this.#flows(fault.direction)) flow.add(fault)
  }

  clear(direction: wires.Direction | 'both', left: (fault: WrittenFault) => WrittenFault | undefined): void {
    for (const flow of this.#flows(direction)) flow.clear(left)
  }

  destroy(): void {
    if (this.#over) return
    this.#over = true
    this.#up.stop()
    this.#down.stop()
    this.#setting.back.close()
    this.#lane?.event({ name: 'close', silent: true, ends: 'all' })
  }

  /** The client as an actor: its lane receives what it sends, and on `down` what comes from the server. */
  actor(lane: Lane, apply: Apply): FaultTarget {
    const { front, back, client } = this.#setting
    const end = ({ address, port }: { readonly address: string; readonly port: number }) => datagramEnd(address, port)
    this.#lane = lane
    return {
      connectionless: true,
      ends: { local: end(front.address()), remote: datagramEnd(client.host, client.port) },
      onward: { local: end(back.address()), remote: end(back.remoteAddress()) },
      facts: () => ({ bytesUp: this.bytesUp, bytesDown: this.bytesDown }),
      carried: 'datagrams',
      apply,
      busy: () => this.busy,
      state: () => (this.#over ? 'closed' : 'open'),
      close: async () => this.destroy(),
      stop: async () => this.destroy(),
    }
  }

  #bring(fault: WrittenFault): readonly wires.FollowedFault[] {
    const own = wires.withoutPlace(fault)
    return this.#flows(own.direction).map((flow) => flow.add(own))
  }

  #flows(direction: wires.Direction | 'both'): DatagramFlow[] {
    if (direction === 'both') return [this.#up, this.#down]
    return [direction === 'up' ? this.#up : this.#down]
  }

  #flow(direction: wires.Direction, deliver: (bytes: Buffer) => void): DatagramFlow {
    const { number, seed, print } = this.#setting
    return new DatagramFlow({
      direction,
      connection: number,
      draw: wires.seededRandom(seed + 2 * number + (direction === 'up' ? 0 : 1)),
      now: () => performance.now(),
      deliver,
      print: (what) => print(`connection ${number}: ${what}`),
      struck: (fault) => {
        const words = struckWords(fault, direction)
        if (words !== undefined) print(`connection ${number}: ${words}`)
      },
    })
  }
}
