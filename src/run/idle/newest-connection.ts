import type { ActorInstance } from '../context/actor-instance.ts'
import type { RunActors, WaitContext } from '../context/run-context.ts'
import { failing } from '../failure/failing.ts'
import type { Failure } from '../../model/result.ts'
import { until } from './waiting.ts'
import { untilIdle } from './until-idle.ts'

/** True while a newer connection than the newest of this server is on its way, so that `server#latest` is not known yet. */
export const mayHaveNewer = (context: RunActors, server: ActorInstance): boolean =>
  server.known > server.arrived || hasHandshake(context, server)

/** Waits until it is known which connection of each of these servers is the newest. */
export async function newestKnown(
  context: WaitContext,
  servers: readonly ActorInstance[],
): Promise<Failure | undefined> {
  for (const server of servers) {
    const late = await until(
      context,
      () => (hasHandshake(context, server) ? undefined : true),
      () =>
        failing(
          context,
          'not-connected',
          `“${server.name}” has accepted a caller that has not done its handshake, so its newest connection is not known`,
          { hint: `write the number of the connection, as in ${server.name}#${Math.max(1, server.arrived)}` },
        ),
    )
    if (late !== undefined) return late
  }
  // Behind a proxy a client's connection comes later than the client's own.
  return servers.some((server) => server.known > server.arrived) ? untilIdle(context) : undefined
}

/**
 * True while somebody else than our actors is at the handshake that makes it a connection. One of ours does it at its own step: a plain
 * client may never.
 */
function hasHandshake(context: RunActors, server: ActorInstance): boolean {
  const callers = server.actor?.handshaking?.() ?? []
  if (callers.length === 0 || callers.length <= server.known - server.arrived) return false
  return !callers.every((caller) => caller !== undefined && isOurs(context, caller))
}

const isOurs = (context: RunActors, end: string): boolean =>
  [...context.actors.values()].some((instances) => instances.some(({ actor }) => actor?.ends?.local === end))
