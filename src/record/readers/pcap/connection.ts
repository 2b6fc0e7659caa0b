import type { SeenEvent } from '../../session.ts'
import { OneWay, type Piece } from './one-way.ts'
import { written, type Place, type Segment } from './transport.ts'

type From = 'client' | 'server'
type Emit = (event: SeenEvent) => void

/** A connection of a capture, or the datagrams between two places: segments in, events out. */
export class Connection {
  readonly number: number
  readonly client: Place
  readonly server: Place
  readonly transport: 'tcp' | 'udp'
  /** Its beginning was not captured, so that who called whom is a guess. */
  readonly isGuessed: boolean
  bytes = 0
  missing = 0
  encrypted = false
  #emit: Emit
  #ways: Record<From, OneWay> = { client: new OneWay(), server: new OneWay() }
  #ended = new Set<From>()
  #connected = false
  #reset = false

  constructor(about: Pick<Connection, 'number' | 'client' | 'server' | 'transport' | 'isGuessed'>, emit: Emit) {
    this.number = about.number
    this.client = about.client
    this.server = about.server
    this.transport = about.transport
    this.isGuessed = about.isGuessed
    this.#emit = emit
  }

  /** Both sides have ended it: a new SYN between the same places begins another. */
  get isOver(): boolean {
    return this.#reset || this.#ended.size === 2
  }

  /** The server has answered, or bytes were seen: an attempt that is refused is none. */
  get isEstablished(): boolean {
    return this.#connected
  }

  receive(at: number, segment: Segment): void {
    const from = written(segment.from) === written(this.client) ? 'client' : 'server'
    const { tcp } = segment
    this.missing += segment.cut
    if (tcp === undefined) {
      this.#connect(at)
      this.#sent(at, from, [{ missing: 0, bytes: segment.bytes }])
      return
    }
    if (this.isOver) return
    if (tcp.acknowledged !== undefined) this.#ways[other(from)].acknowledge(tcp.acknowledged)
    if (tcp.syn) {
      this.#ways[from].synchronize(tcp.sequence)
      if (from === 'server') this.#connect(at)
      return
    }
    if (!tcp.rst) this.#connect(at)
    if (segment.bytes.byteLength > 0) this.#sent(at, other(from), this.#ways[other(from)].answered())
    this.#sent(at, from, this.#ways[from].receive(tcp.sequence, segment.bytes))
    if (tcp.fin) this.#ways[from].finish((tcp.sequence + segment.bytes.byteLength) >>> 0)
    this.#checkEnds(at)
    if (tcp.rst) this.#resetBy(at, from)
  }

  /** The capture is over. */
  finish(at: number): void {
    for (const from of ['client', 'server'] as const) {
      this.#sent(at, from, this.#ways[from].giveUp())
      this.missing += this.#ways[from].missingAtEnd
    }
    this.#checkEnds(at)
  }

  #connect(at: number): void {
    if (this.#connected) return
    this.#connected = true
    this.#emit({ at, type: 'connected', connection: this.number, client: '', server: '' })
  }

  #sent(at: number, from: From, pieces: readonly Piece[]): void {
    for (const { missing, bytes } of pieces) {
      this.missing += missing
      // An empty datagram is a datagram.
      if (isHello(bytes) && from === 'client') this.encrypted = true
      if (this.encrypted) continue
      this.bytes += bytes.byteLength
      this.#emit({ at, type: 'sent', connection: this.number, from, bytes })
    }
  }

  #checkEnds(at: number): void {
    for (const from of ['client', 'server'] as const) {
      if (this.#ended.has(from) || !this.#ways[from].ended) continue
      this.#ended.add(from)
      this.#emit({ at, type: 'end', connection: this.number, from })
    }
  }

  #resetBy(at: number, from: From): void {
    if (!this.#connected || this.isOver) return
    this.#sent(at, 'client', this.#ways.client.giveUp())
    this.#sent(at, 'server', this.#ways.server.giveUp())
    this.#reset = true
    this.#emit({ at, type: 'reset', connection: this.number, from })
  }
}

const other = (from: From): From => (from === 'client' ? 'server' : 'client')

/** A handshake record of TLS with a client's hello (RFC 8446, sections 4 and 5.1): what follows can be read only with its keys. */
function isHello(bytes: Uint8Array): boolean {
  return bytes.byteLength > 5 && bytes[0] === 0x16 && bytes[1] === 3 && (bytes[2] ?? 9) <= 4 && bytes[5] === 1
}
