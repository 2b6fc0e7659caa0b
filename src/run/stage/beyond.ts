import type { RunLane } from '../lane/lane.ts'
import { peerOf } from './connections.ts'
import type { Connection, Party, Role } from './role.ts'
import type { Stage } from './stage.ts'

/** Everybody of ours at the far side of a party: its peer, and through proxies whoever is behind that. */
export function beyond(stage: Stage, party: Party, passed: Set<RunLane> = new Set([party.lane])): Party[] {
  const found: Party[] = []
  for (const next of [peerOf(stage, party), behindProxy(stage, party), beforeProxy(stage, party)]) {
    if (next === undefined || passed.has(next.lane)) continue
    passed.add(next.lane)
    found.push(next, ...beyond(stage, next, passed))
  }
  return found
}

/** Of a proxy's connection: the one that it has been handed on as. */
function behindProxy(stage: Stage, { connection }: Party): Party | undefined {
  const local = connection?.actor?.onward?.local
  const there = local === undefined ? undefined : stage.byRemote.get(local)
  const found = there?.server.connections[there.number - 1]
  return there === undefined || found === undefined ? undefined : partyOf(there.server, found)
}

/** Of a server's connection: the proxy's that it comes from. */
function beforeProxy(stage: Stage, { connection }: Party): Party | undefined {
  const remote = connection?.actor?.ends?.remote
  if (remote === undefined) return undefined
  for (const role of [...stage.cast.values()].flat()) {
    const found = role.connections.find(({ actor }) => actor?.onward?.local === remote)
    if (found !== undefined) return partyOf(role, found)
  }
  return undefined
}

const partyOf = (role: Role, connection: Connection): Party => ({
  name: connection.lane.name,
  role,
  lane: connection.lane,
  connection,
})
