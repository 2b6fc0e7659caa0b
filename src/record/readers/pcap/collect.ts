import type { SeenEvent } from '../../session.ts'
import { Connection } from './connection.ts'
import { frameOf, isKnownLink } from './frame.ts'
import { carriedBy } from './ip.ts'
import type { Packet, Read, Unreadable } from './packet.ts'
import { segmentOf, written, type Place, type Segment } from './transport.ts'

/** What a capture holds, as far as it is wanted. */
export interface Collected {
  /** Established ones, in the order of their first packet. */
  readonly connections: readonly Connection[]
  /** At most `mostBytes` of them; times are microseconds since 1970. */
  readonly events: readonly SeenEvent[]
  /** Bytes of every connection, kept or not. */
  readonly bytes: number
  readonly packets: number
  readonly fragments: number
  readonly refused: number
  /** The number of a link type that is not known, of the first packet that has one. */
  readonly strangeLink?: number
  readonly unreadable?: Unreadable
}

/** More than this is not kept: no scenario is made of it. */
export const mostBytes = 8 * 1024 * 1024
export const mostConnections = 200

/** Puts the connections together whose server is wanted. Memory is bounded by `mostBytes`, whatever the size of the capture. */
export function collect(packets: Iterable<Read>, isWanted: (server: Place) => boolean): Collected {
  const table = new Table(isWanted)
  for (const read of packets) {
    if ('unreadable' in read) return table.result(read.unreadable)
    table.packet(read.packet)
  }
  return table.result()
}

class Table {
  readonly #isWanted: (server: Place) => boolean
  readonly #open = new Map<string, Connection>()
  readonly #all: Connection[] = []
  readonly #events: SeenEvent[] = []
  readonly #servers = new Set<string>()
  #kept = 0
  #packets = 0
  #fragments = 0
  #strangeLink: number | undefined
  #now = 0
  /** What this machine sent last, as a capture on all interfaces shows a packet of the loopback twice. */
  #sent = ''

  constructor(isWanted: (server: Place) => boolean) {
    this.#isWanted = isWanted
  }

  packet({ at, link, bytes, length }: Packet): void {
    this.#packets += 1
    this.#now = Math.max(this.#now, at)
    if (!isKnownLink(link)) {
      this.#strangeLink ??= link
      return
    }
    const frame = frameOf(link, bytes)
    if (frame === undefined || this.#isCopy(frame.ip, frame.outgoing)) return
    const carried = carriedBy(frame.ip, length - (bytes.byteLength - frame.ip.byteLength))
    if (carried === 'fragment') this.#fragments += 1
    if (carried === undefined || carried === 'fragment') return
    const segment = segmentOf(carried)
    if (segment !== undefined) this.#connectionOf(segment)?.receive(this.#now, segment)
  }

  result(unreadable?: Unreadable): Collected {
    for (const connection of this.#all) connection.finish(this.#now)
    const connections = this.#all.filter((each) => each.isEstablished)
    return {
      connections,
      events: this.#events,
      bytes: connections.reduce((sum, { bytes }) => sum + bytes, 0),
      packets: this.#packets,
      fragments: this.#fragments,
      refused: this.#all.length - connections.length,
      ...(this.#strangeLink === undefined ? {} : { strangeLink: this.#strangeLink }),
      ...(unreadable === undefined ? {} : { unreadable }),
    }
  }

  #isCopy(ip: Uint8Array, outgoing: boolean | undefined): boolean {
    if (outgoing === undefined) return false
    const text = Buffer.from(ip).toString('latin1')
    const isCopy = !outgoing && text === this.#sent
    this.#sent = outgoing ? text : ''
    return isCopy
  }

  #connectionOf(segment: Segment): Connection | undefined {
    const transport = segment.tcp === undefined ? 'udp' : 'tcp'
    const ends = [written(segment.from), written(segment.to)].sort().join(' ')
    const key = `${transport} ${ends}`
    const known = this.#open.get(key)
    const begins = segment.tcp?.syn === true && segment.tcp.acknowledged === undefined
    if (known !== undefined && !(begins && known.isOver)) return known
    const roles = this.#roles(segment, transport)
    if (roles === undefined || !this.#isWanted(roles.server)) return undefined
    this.#servers.add(`${transport} ${written(roles.server)}`)
    const connection = new Connection({ number: this.#all.length + 1, transport, ...roles }, (event) =>
      this.#keep(event),
    )
    this.#open.set(key, connection)
    this.#all.push(connection)
    return connection
  }

  /** Who called whom; undefined for what begins nothing, as the last packets of a connection that is over. */
  #roles(
    { from, to, tcp, bytes }: Segment,
    transport: string,
  ): Pick<Connection, 'client' | 'server' | 'isGuessed'> | undefined {
    const isServer = (place: Place) => this.#servers.has(`${transport} ${written(place)}`)
    const sentBy = (end: 'client' | 'server', isGuessed = false) =>
      end === 'client' ? { client: from, server: to, isGuessed } : { client: to, server: from, isGuessed }
    if (tcp === undefined) return sentBy(isServer(from) ? 'server' : 'client')
    if (tcp.syn) return sentBy(tcp.acknowledged === undefined ? 'client' : 'server')
    if (bytes.byteLength === 0) return undefined
    return sentBy(isServer(from) || (!isServer(to) && from.port < to.port) ? 'server' : 'client', true)
  }

  #keep(event: SeenEvent): void {
    if (event.type === 'sent') {
      this.#kept += event.bytes.byteLength
      // A copy: the bytes of a packet are part of a large chunk of the file.
      if (this.#kept <= mostBytes) this.#events.push({ ...event, bytes: event.bytes.slice() })
      return
    }
    if (this.#all.length <= mostConnections) this.#events.push(event)
  }
}
