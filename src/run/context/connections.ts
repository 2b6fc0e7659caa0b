import type { Connection, Endpoint, ActorInstance } from './actor-instance.ts'
import { newLane } from './new-lane.ts'
import type { RunTime, RunActors, RunSetup, RunRows } from './run-context.ts'

/** The connection with this number; before the connection comes, an empty lane. */
export function connectionOf(context: RunTime & RunSetup & RunRows, server: ActorInstance, number: number): Connection {
  while (server.connections.length < number) {
    const next = server.connections.length + 1
    const lane = newLane(context, server, `${server.name}#${next}`)
    lane.shown = !server.kind.ownOutput || isNamed(context, server, next)
    server.connections.push({ number: next, lane, actor: undefined, client: undefined })
  }
  return server.connections[number - 1] as Connection
}

/** A server has a caller: it gets the next number. */
export function arrive(context: RunTime & RunSetup & RunRows, server: ActorInstance): Connection {
  server.arrived += 1
  const connection = connectionOf(context, server, server.arrived)
  connection.lane.rows.newest = context.clock.micros()
  return connection
}

/** The connection of this server that comes from this client of ours, once it has arrived. */
export function connectionFrom(
  context: RunActors & RunSetup,
  server: ActorInstance,
  client: ActorInstance,
): Connection | undefined {
  return server.callers?.get(client) ?? pair(context, server, client)
}

const early = new WeakMap<ActorInstance, Set<ActorInstance>>()

/** True when the server has accepted this client and waits for its first bytes: it becomes a connection later. */
export function waitsForHandshake(server: ActorInstance, client: ActorInstance): boolean {
  if (server.actor?.hasCaller?.(client.actor?.ends?.local) !== true) return false
  const clients = early.get(server) ?? new Set()
  early.set(server, clients.add(client))
  return true
}

/** A connection has come: it may be that of a client which was connected before its handshake was done. */
export function pairEarly(context: RunActors & RunSetup, server: ActorInstance): void {
  const clients = early.get(server)
  for (const client of clients ?? []) if (connectionFrom(context, server, client) !== undefined) clients?.delete(client)
}

/**
 * Finds by its ends which connection is this client's; by order where ends have no names, as over a Unix socket, or where a plugin's
 * server does not give them.
 */
function pair(context: RunActors & RunSetup, server: ActorInstance, client: ActorInstance): Connection | undefined {
  const local = client.actor?.ends?.local
  const known = local === undefined ? undefined : context.byRemote.get(local)
  const found =
    known?.server === server
      ? server.connections[known.number - 1]
      : server.connections.find(
          ({ actor, client: caller }) =>
            actor !== undefined && caller === undefined && actor.ends?.remote === undefined,
        )
  if (found === undefined) return undefined
  found.client = client
  server.callers = (server.callers ?? new Map<ActorInstance, Connection>()).set(client, found)
  const { namedConnections } = context.scenario
  const callers = `${server.declaration.name}#${client.declaration.name}`
  if (namedConnections.has(`${server.declaration.name}#${client.name}`) || namedConnections.has(callers))
    found.lane.shown = true
  if (client.number !== undefined) found.lane.group = { lane: callers, instance: client.number }
  return found
}

function isNamed(context: RunSetup, server: ActorInstance, number: number): boolean {
  const { namedConnections } = context.scenario
  const { name } = server.declaration
  return namedConnections.has(`${name}#${number}`) || namedConnections.has(`${name}#*`)
}

/** The other end of an endpoint, when it is an actor of ours: the connection of a client, or the client of a connection. */
export function peerOf(context: RunActors, endpoint: Endpoint): Endpoint | undefined {
  if (endpoint.connection !== undefined) {
    const { client } = endpoint.connection
    return client?.lane === undefined || endpoint.instance.callers?.get(client) !== endpoint.connection
      ? undefined
      : { name: client.name, instance: client, lane: client.lane, connection: undefined }
  }
  for (const name of endpoint.instance.declaration.refersTo) {
    for (const server of context.actors.get(name) ?? []) {
      const connection = server.callers?.get(endpoint.instance)
      if (connection !== undefined)
        return { name: connection.lane.name, instance: server, lane: connection.lane, connection }
    }
  }
  return undefined
}
