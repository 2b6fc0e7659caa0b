import { Buffer } from 'node:buffer'
import { guessFraming, type Framings, type Streams } from '../framing/guess.ts'
import { joinWrites } from '../framing/join-writes.ts'
import { playedSides } from '../played.ts'
import type { SeenActor, SeenEvent, SeenFraming, SeenHandshake, Session, Transport } from '../session.ts'
import type { WireOptions } from './options.ts'
import { addressOf, type Place } from './place.ts'
import type { Tape } from './tape.ts'
import { asWebSockets } from './web-sockets.ts'

interface Recorded extends Pick<WireOptions, 'listen' | 'to' | 'transport' | 'play'> {
  readonly wall: string
  /** Servers of further connections, such as those for the data of FTP: name → where it listened. */
  readonly further: ReadonlyMap<string, Place>
  /** Connections to servers whose certificate is not trusted. */
  readonly untrusted: ReadonlySet<number>
}

type Connected = Extract<SeenEvent, { readonly type: 'connected' }>

/** What the tape has, as a session: who took part, what a line is for each, and what they sent, turn by turn. Pure. */
export function sessionOfTape(tape: Pick<Tape, 'events' | 'dropped'>, recorded: Recorded): Session {
  const named = nameData(nameClients(openedWhenAnnounced(tape.events, recorded.further)), recorded.play)
  const connections = named.filter((event): event is Connected => event.type === 'connected')
  const framings = framingsOf(named, connections, recorded.transport)
  const serverOf = new Map(connections.map(({ connection, server }) => [connection, server]))
  const framingOf = (connection: number, from: 'client' | 'server') =>
    // What the client sends, its server receives.
    framings.get(serverOf.get(connection) ?? '')![from === 'client' ? 'server' : 'client']
  const isWebSocket = (connection: number) => framingOf(connection, 'client').name === 'websocket'
  const { events, handshakes } = asWebSockets(named, isWebSocket)
  const unseen =
    tape.dropped === 0 ? {} : { unseen: [`The last ${tape.dropped} bytes were passed on and not recorded.`] }
  return {
    source: 'wire',
    wall: recorded.wall,
    actors: actorsOf({ connections, framings, handshakes, recorded }),
    events: joinWrites(events, framingOf),
    ...unseen,
  }
}

/**
 * A client that was told a port may connect before or behind its next request. The kernel shows both at once, in any order: the
 * connection stands behind the answer that announced it.
 */
function openedWhenAnnounced(events: readonly SeenEvent[], further: Recorded['further']): SeenEvent[] {
  const ordered: SeenEvent[] = []
  for (const event of events) {
    const opens = event.type === 'connected' && further.has(event.server)
    const answer = ordered.findLastIndex((each) => each.type === 'sent' && each.from === 'server')
    const place = opens && answer >= 0 ? answer + 1 : ordered.length
    ordered.splice(place, 0, { ...event, at: ordered[place]?.at ?? event.at })
  }
  return ordered
}

/** Two clients of one server have names of their own: `client-1`, `client-2`. */
function nameClients(events: readonly SeenEvent[]): SeenEvent[] {
  const clients = events.filter((event) => event.type === 'connected' && event.client === 'client')
  if (clients.length < 2) return [...events]
  let count = 0
  return events.map((event) =>
    event.type === 'connected' && event.client === 'client' ? { ...event, client: `client-${++count}` } : event,
  )
}

const dataServer = (name: string): string => name.replace(/^data/, 'data-server')

/** Of a data connection the end that is played has the short name. */
function nameData(events: readonly SeenEvent[], play: WireOptions['play']): SeenEvent[] {
  if (play !== 'client') return [...events]
  return events.map((event) =>
    event.type === 'connected' && event.server.startsWith('data')
      ? { ...event, client: event.server, server: dataServer(event.server) }
      : event,
  )
}

/** A framing for each server, from all of its connections. */
function framingsOf(
  events: readonly SeenEvent[],
  connections: readonly Connected[],
  transport: WireOptions['transport'],
): Map<string, Framings> {
  const streams = new Map<number, { up: Uint8Array[]; down: Uint8Array[] }>(
    connections.map(({ connection }) => [connection, { up: [], down: [] }]),
  )
  for (const event of events)
    if (event.type === 'sent')
      streams.get(event.connection)?.[event.from === 'client' ? 'up' : 'down'].push(event.bytes)
  const bytesOf = (connection: number): Streams => {
    const { up, down } = streams.get(connection)!
    return { up: Buffer.concat(up), down: Buffer.concat(down) }
  }
  return new Map(
    [...new Set(connections.map(({ server }) => server))].map((server) => {
      const own = connections.filter((each) => each.server === server).map(({ connection }) => bytesOf(connection))
      return [server, guessFraming(own, transport)]
    }),
  )
}

interface Seen {
  readonly connections: readonly Connected[]
  readonly framings: ReadonlyMap<string, Framings>
  readonly handshakes: ReadonlyMap<number, SeenHandshake>
  readonly recorded: Recorded
}

function actorsOf({ connections, framings, handshakes, recorded }: Seen): SeenActor[] {
  const { play, transport, listen, to } = recorded
  const further = new Map(
    [...recorded.further].map(([name, place]) => [play === 'client' ? dataServer(name) : name, place]),
  )
  const played = playedSides(play)
  const transportOf = ({ name }: SeenFraming, place: Place): Transport =>
    name === 'websocket' ? 'websocket' : 'path' in place ? 'unix' : transport
  const servers = [...new Set(connections.map(({ server }) => server))].map((name): SeenActor => {
    const place = played.server && name === 'server' ? listen : (further.get(name) ?? to)
    const framing = framings.get(name)!.server
    return {
      type: 'server',
      name,
      transport: transportOf(framing, place),
      address: addressOf(place),
      played: played.server,
      framing,
    }
  })
  const clients = connections.map(({ client, server, connection }): SeenActor => {
    const place = further.get(server) ?? (played.server ? listen : to)
    const framing = framings.get(server)!.client
    const websocket = handshakes.get(connection)
    const asked = websocket === undefined ? {} : { websocket }
    const trust = recorded.untrusted.has(connection) ? { untrusted: true as const } : {}
    return {
      type: 'client',
      name: client,
      transport: transportOf(framing, place),
      to: server,
      played: played.client,
      framing,
      ...asked,
      ...trust,
    }
  })
  return [...servers, ...clients]
}
