import type { Connection, Party, Role } from './role.ts'
import { newLane } from './new-lane.ts'
import type { Stage } from './stage.ts'

/** The connection with this number; before it has come it is a lane that nobody speaks on yet. */
export function connectionOf(stage: Stage, server: Role, number: number): Connection {
  while (server.connections.length < number) {
    const next = server.connections.length + 1
    const lane = newLane(stage, server, `${server.name}#${next}`)
    lane.shown = !server.kind.voice || isNamed(stage, server, next)
    server.connections.push({ number: next, lane, actor: undefined, client: undefined })
  }
  return server.connections[number - 1] as Connection
}

/** A server has a caller: it gets the next number. */
export function arrive(stage: Stage, server: Role): Connection {
  server.arrived += 1
  const connection = connectionOf(stage, server, server.arrived)
  connection.lane.telling.newest = stage.clock.micros()
  return connection
}

/** The connection of this server that comes from this client of ours, once it has arrived. */
export function connectionFrom(stage: Stage, server: Role, client: Role): Connection | undefined {
  return server.callers.get(client) ?? pair(stage, server, client)
}

const early = new WeakMap<Role, Set<Role>>()

/** True when the server has accepted this client and waits for what it says first: it becomes a connection later. */
export function waitsForHandshake(server: Role, client: Role): boolean {
  if (server.actor?.hasCaller?.(client.actor?.ends?.local) !== true) return false
  const clients = early.get(server) ?? new Set()
  early.set(server, clients.add(client))
  return true
}

/** A connection has come: it may be that of a client which was connected before its handshake was done. */
export function pairEarly(stage: Stage, server: Role): void {
  const clients = early.get(server)
  for (const client of clients ?? []) if (connectionFrom(stage, server, client) !== undefined) clients?.delete(client)
}

/**
 * Finds by its ends which connection is this client's; by order where ends have no names, as over a Unix socket, or where a plugin's
 * server does not tell them.
 */
function pair(stage: Stage, server: Role, client: Role): Connection | undefined {
  const local = client.actor?.ends?.local
  const known = local === undefined ? undefined : stage.byRemote.get(local)
  const found =
    known?.server === server
      ? server.connections[known.number - 1]
      : server.connections.find(
          ({ actor, client: caller }) =>
            actor !== undefined && caller === undefined && actor.ends?.remote === undefined,
        )
  if (found === undefined) return undefined
  found.client = client
  server.callers.set(client, found)
  const { namedConnections } = stage.scenario
  const callers = `${server.declaration.name}#${client.declaration.name}`
  if (namedConnections.has(`${server.declaration.name}#${client.name}`) || namedConnections.has(callers))
    found.lane.shown = true
  if (client.member !== undefined) found.lane.crowd = { lane: callers, member: client.member }
  return found
}

function isNamed(stage: Stage, server: Role, number: number): boolean {
  return stage.scenario.namedConnections.has(`${server.declaration.name}#${number}`)
}

/** The other end of a party, when it is an actor of ours: the connection of a client, or the client of a connection. */
export function peerOf(stage: Stage, party: Party): Party | undefined {
  if (party.connection !== undefined) {
    const { client } = party.connection
    return client?.lane === undefined || party.role.callers.get(client) !== party.connection
      ? undefined
      : { name: client.name, role: client, lane: client.lane, connection: undefined }
  }
  for (const name of party.role.declaration.refersTo) {
    for (const server of stage.cast.get(name) ?? []) {
      const connection = server.callers.get(party.role)
      if (connection !== undefined)
        return { name: connection.lane.name, role: server, lane: connection.lane, connection }
    }
  }
  return undefined
}
