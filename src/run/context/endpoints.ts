import type { Target } from '../../model/scenario.ts'
import { problemError } from '../../registry/problem-error.ts'
import { connectionFrom, connectionOf } from './connections.ts'
import { newLane } from './new-lane.ts'
import type { Endpoint, ActorInstance } from './actor-instance.ts'
import type { RunTime, RunActors, RunSetup, RunRows, WaitContext } from './run-context.ts'

/**
 * The endpoints of a target. `talking` is true for verbs about a conversation (send, expect, end, …): for a server without own output they
 * mean its first connection. A group's name means all its instances.
 */
export function endpointsOf(context: WaitContext, target: Target, talking: boolean): Endpoint[] {
  const instances = context.actors.get(target.actor) ?? []
  const { connection } = target
  if (instances.length > 1) {
    const chosen = typeof connection === 'number' ? instances.slice(connection - 1, connection) : instances
    return chosen.map((instance) => ownEndpoint(context, instance))
  }
  const instance = instances[0] as ActorInstance
  if (typeof connection === 'number') return [connectionEndpoint(context, instance, connection)]
  if (typeof connection === 'string') {
    const clients = clientsNamed(context, connection)
    return clients.map((client) => {
      const found = connectionFrom(context, instance, client)
      if (found === undefined) throw notThere(`${instance.name}#${connection}`)
      return { name: `${instance.name}#${connection}`, instance, lane: found.lane, connection: found }
    })
  }
  if (talking && instance.kind.role === 'server' && !instance.kind.ownOutput)
    return [connectionEndpoint(context, instance, 1)]
  return [ownEndpoint(context, instance)]
}

/** True when a client of ours is connected and its server has not got to its connection yet, as before a handshake. */
export function isToCome(context: RunActors & RunSetup, { actor, connection }: Target): boolean {
  if (typeof connection !== 'string') return false
  const instances = context.actors.get(actor) ?? []
  if (instances.length > 1) return false
  return clientsNamed(context, connection).some(
    (client) =>
      client.actor !== undefined &&
      client.lane?.over !== true &&
      connectionFrom(context, instances[0] as ActorInstance, client) === undefined,
  )
}

/** A step without a target would do nothing, and pass. */
function notThere(name: string): Error {
  const hint = 'connect that client before this step; connections of programs have numbers, in order of arrival'
  return problemError('not-connected', `there is no connection “${name}” now`, hint, 'failed')
}

export function ownEndpoint(context: RunTime & RunRows, instance: ActorInstance): Endpoint {
  instance.lane ??= newLane(context, instance, instance.name)
  return { name: instance.name, instance, lane: instance.lane, connection: undefined }
}

function connectionEndpoint(context: RunTime & RunSetup & RunRows, instance: ActorInstance, number: number): Endpoint {
  const connection = connectionOf(context, instance, number)
  instance.addressed = Math.max(instance.addressed, number)
  return { name: `${instance.name}#${number}`, instance, lane: connection.lane, connection }
}

/** `server#client` or `server#group`, and one instance of a group as `server#group#7`. */
function clientsNamed(context: RunActors, name: string): readonly ActorInstance[] {
  const [actor, instance] = name.split('#')
  const instances = context.actors.get(actor as string) ?? []
  return instance === undefined ? instances : instances.slice(Number(instance) - 1, Number(instance))
}

/** All endpoints that have a lane now, connections behind their server, in order of declaration. */
export function allEndpoints(context: RunActors): Endpoint[] {
  const endpoints: Endpoint[] = []
  for (const instances of context.actors.values()) {
    for (const instance of instances) {
      if (instance.lane !== undefined)
        endpoints.push({ name: instance.name, instance, lane: instance.lane, connection: undefined })
      for (const connection of instance.connections)
        endpoints.push({ name: connection.lane.name, instance, lane: connection.lane, connection })
    }
  }
  return endpoints
}
