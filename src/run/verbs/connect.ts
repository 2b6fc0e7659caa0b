import type { Failure } from '../../model/result.ts'
import { failing } from '../failing.ts'
import { connectionFrom, waitsForHandshake } from '../stage/connections.ts'
import type { Role } from '../stage/role.ts'
import { touch, type Stage } from '../stage/stage.ts'
import { until, deadlineOf } from '../waiting.ts'
import { showDuration } from '../../text/units.ts'
import { begin } from './start.ts'

/** `connect`: the connection is up, and accepted where the server is an actor of ours. */
export async function connect(stage: Stage, role: Role): Promise<Failure | undefined> {
  const servers = role.declaration.refersTo
    .flatMap((name) => stage.cast.get(name) ?? [])
    .filter((server) => server.kind.role === 'server' || server.kind.role === 'between')
  expectCaller(stage, servers)
  const failure = await begin(stage, role)
  if (failure !== undefined) return failure
  const lane = role.lane
  if (lane === undefined || lane.over) return undefined // refused: an error that a wish may expect, and the audit asks for
  for (const server of servers) {
    if (server.actor === undefined || server.callers.has(role)) continue
    if (role.actor?.connectionless === true) continue
    const late = await until(
      stage,
      () => {
        const connection = connectionFrom(stage, server, role)
        if (connection === undefined) return lane.over || waitsForHandshake(server, role) ? true : undefined
        if (connection.lane.shown) touch(stage, connection.lane)
        return true
      },
      () =>
        failing(
          stage,
          'not-connected',
          `“${role.name}” is connected, but “${server.name}” has not accepted it within ${showDuration(deadlineOf(stage))}`,
          { lane: role.name },
        ),
    )
    if (late !== undefined) return late
  }
  return undefined
}

/** Whoever connects to a proxy is handed on to the server behind it, so both have a caller that the steps know of. */
function expectCaller(stage: Stage, servers: readonly Role[]): void {
  for (const server of servers) {
    server.known += 1
    if (server.kind.role === 'between')
      expectCaller(
        stage,
        server.declaration.refersTo.flatMap((name) => stage.cast.get(name) ?? []),
      )
  }
}
