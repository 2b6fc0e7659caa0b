import { guessFraming, type Streams } from '../../framing/guess.ts'
import type { SeenActor, SeenEvent, Session } from '../../session.ts'
import type { Played } from '../../played.ts'
import { wallOf } from '../seen/result.ts'
import type { Collected } from './collect.ts'
import type { Connection } from './connection.ts'
import { unseenIn } from './unseen.ts'
import { written } from './transport.ts'

/** Connections as a session: an actor for each server, and one for each connection to it. */
export function sessionOf(collected: Collected, played: Played): Session {
  // What is encrypted from its first byte says nothing; after STARTTLS, what came before is left.
  const connections = collected.connections.filter(({ encrypted, bytes }) => !encrypted || bytes > 0)
  const names = namesOf(connections)
  const first = collected.events[0]?.at ?? 0
  const events = collected.events.flatMap((event) => eventOf(event, first, names))
  return {
    source: 'pcap',
    ...(first === 0 ? {} : wallOf(first / 1000)),
    actors: serversOf(connections).flatMap((its) => actorsOf(its, names, played, events)),
    events,
    unseen: unseenIn(collected),
  }
}

interface Names {
  readonly client: string
  readonly server: string
}

const placeOf = ({ transport, server }: Connection): string => `${transport} ${written(server)}`

/** The connections to each server, in the order of their first packet. */
function serversOf(connections: readonly Connection[]): Connection[][] {
  const servers = new Map<string, Connection[]>()
  for (const each of connections) servers.set(placeOf(each), [...(servers.get(placeOf(each)) ?? []), each])
  return [...servers.values()]
}

/** By the number of each connection: `server` and `client` while there is one, else with the port, or counted. */
function namesOf(connections: readonly Connection[]): Map<number, Names> {
  const servers = serversOf(connections)
    .map(([first]) => first)
    .filter((first) => first !== undefined)
  const ports = new Set(servers.map(({ server }) => server.port))
  const serverNames = new Map(
    servers.map((each, index) => [
      placeOf(each),
      servers.length === 1 ? 'server' : `server-${ports.size === servers.length ? each.server.port : index + 1}`,
    ]),
  )
  return new Map(
    connections.map((each, index) => [
      each.number,
      {
        client: connections.length === 1 ? 'client' : `client-${index + 1}`,
        server: serverNames.get(placeOf(each)) ?? 'server',
      },
    ]),
  )
}

function eventOf(event: SeenEvent, first: number, names: ReadonlyMap<number, Names>): SeenEvent[] {
  const named = 'connection' in event ? names.get(event.connection) : undefined
  if (named === undefined) return []
  const at = Math.max(0, event.at - first)
  return [event.type === 'connected' ? { ...event, ...named, at } : { ...event, at }]
}

function actorsOf(
  connections: readonly Connection[],
  names: ReadonlyMap<number, Names>,
  played: Played,
  events: readonly SeenEvent[],
): SeenActor[] {
  const [first] = connections
  if (first === undefined) return []
  const { transport } = first
  const streams = connections.map(({ number }) => streamsOf(number, events))
  const framing = guessFraming(streams, transport)
  const { server } = names.get(first.number) ?? { server: 'server' }
  const clients = connections.map(({ number }): SeenActor => ({
    type: 'client',
    name: names.get(number)?.client ?? 'client',
    transport,
    to: server,
    played: played.client,
    framing: framing.client,
  }))
  const address = { host: first.server.host, port: first.server.port }
  return [
    { type: 'server', name: server, transport, address, played: played.server, framing: framing.server },
    ...clients,
  ]
}

function streamsOf(connection: number, events: readonly SeenEvent[]): Streams {
  const from = (side: 'client' | 'server') =>
    Buffer.concat(
      events.flatMap((event) =>
        event.type === 'sent' && event.connection === connection && event.from === side ? [event.bytes] : [],
      ),
    )
  return { up: from('client'), down: from('server') }
}
