import type { RunLane } from '../lane/lane.ts'
import { peerOf } from './connections.ts'
import type { Connection, Endpoint, ActorInstance } from './actor-instance.ts'
import type { RunActors } from './run-context.ts'

/** Our own actors at the far side of an endpoint: its peer, and through proxies the actor behind that. */
export function beyond(
  context: RunActors,
  endpoint: Endpoint,
  passed: Set<RunLane> = new Set([endpoint.lane]),
): Endpoint[] {
  const found: Endpoint[] = []
  for (const next of [peerOf(context, endpoint), behindProxy(context, endpoint), beforeProxy(context, endpoint)]) {
    if (next === undefined || passed.has(next.lane)) continue
    passed.add(next.lane)
    found.push(next, ...beyond(context, next, passed))
  }
  return found
}

/** Of a proxy's connection: the one that it has been handed on as. */
function behindProxy(context: RunActors, { connection }: Endpoint): Endpoint | undefined {
  const local = connection?.actor?.onward?.local
  const there = local === undefined ? undefined : context.byRemote.get(local)
  const found = there?.server.connections[there.number - 1]
  return there === undefined || found === undefined ? undefined : endpointOf(there.server, found)
}

/** Of a server's connection: the proxy's that it comes from. */
function beforeProxy(context: RunActors, { connection }: Endpoint): Endpoint | undefined {
  const remote = connection?.actor?.ends?.remote
  if (remote === undefined) return undefined
  for (const instance of proxiesOf(context)) {
    const found = instance.connections.find(({ actor }) => actor?.onward?.local === remote)
    if (found !== undefined) return endpointOf(instance, found)
  }
  return undefined
}

const proxiesOf = ({ actors }: RunActors): ActorInstance[] =>
  [...actors.values()].flatMap((instances) => (instances[0]?.kind.role === 'proxy' ? instances : []))

const endpointOf = (instance: ActorInstance, connection: Connection): Endpoint => ({
  name: connection.lane.name,
  instance,
  lane: connection.lane,
  connection,
})
