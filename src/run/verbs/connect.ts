import type { Failure } from '../../model/result.ts'
import { failing } from '../failure/failing.ts'
import { connectionFrom, waitsForHandshake } from '../context/connections.ts'
import type { ActorInstance } from '../context/actor-instance.ts'
import { touch, type RunContext, type RunActors } from '../context/run-context.ts'
import { until, deadlineOf } from '../idle/waiting.ts'
import { showDuration } from '../../text/units.ts'
import { begin } from './start.ts'

/** `connect`: the connection is up, and accepted where the server is an actor of ours. */
export async function connect(context: RunContext, instance: ActorInstance): Promise<Failure | undefined> {
  const servers = instance.declaration.refersTo
    .flatMap((name) => context.actors.get(name) ?? [])
    .filter((server) => server.kind.role === 'server' || server.kind.role === 'proxy')
  expectCaller(context, servers)
  const failure = await begin(context, instance)
  if (failure !== undefined) return failure
  const lane = instance.lane
  if (lane === undefined || lane.over) return undefined // the connection failed: an error that an expectation may expect, and the final checks ask for
  for (const server of servers) {
    if (server.actor === undefined || server.callers?.has(instance) === true) continue
    if (instance.actor?.connectionless === true) continue
    const late = await until(
      context,
      () => {
        const connection = connectionFrom(context, server, instance)
        if (connection === undefined) return lane.over || waitsForHandshake(server, instance) ? true : undefined
        if (connection.lane.shown) touch(context, connection.lane)
        return true
      },
      () =>
        failing(
          context,
          'not-connected',
          `“${instance.name}” is connected, but “${server.name}” has not accepted it within ${showDuration(deadlineOf(context))}`,
          { lane: instance.name },
        ),
    )
    if (late !== undefined) return late
  }
  return undefined
}

/** A client of a proxy is handed on to the server behind it, so both have a caller that the steps know of. */
function expectCaller(context: RunActors, servers: readonly ActorInstance[]): void {
  for (const server of servers) {
    server.known += 1
    if (server.kind.role === 'proxy')
      expectCaller(
        context,
        server.declaration.refersTo.flatMap((name) => context.actors.get(name) ?? []),
      )
  }
}
