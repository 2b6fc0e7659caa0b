import type { RunLane } from './lane/lane.ts'
import type { Role } from './stage/role.ts'
import type { Stage } from './stage/stage.ts'

/**
 * How many connections of this server or proxy the steps know of. What came through a proxy is one connection with two lanes: a step
 * that knows of it on either side knows of both.
 */
export function knownOf(stage: Stage, role: Role, lane: RunLane, asked: ReadonlySet<Role> = new Set()): number {
  const told = toldOf(stage, role, lane)
  // Whose connections they are is asked only when more have come than the steps tell of.
  if (role.arrived <= told) return told
  const asking = new Set([...asked, role])
  return Math.max(told, behind(stage, role, asking), traced(stage, role, asking))
}

/** Made by `connect` steps, addressed or named (`server#2`), or expected as an event or by the line that tells of it. */
function toldOf(stage: Stage, role: Role, { history }: RunLane): number {
  const expected = history.filter(({ event, expected }) => event.name === 'connection' && expected).length
  return Math.max(role.known, role.addressed, highestNamed(stage, role.declaration.name), expected)
}

function highestNamed(stage: Stage, server: string): number {
  let highest = 0
  for (const name of stage.scenario.namedConnections) {
    const [actor, connection] = name.split('#')
    if (actor === server) highest = Math.max(highest, Number(connection) || 0)
  }
  return highest
}

/** What the steps know of at the server that a proxy leads to: each connection of the proxy makes one there. */
function behind(stage: Stage, role: Role, asked: ReadonlySet<Role>): number {
  if (role.kind.role !== 'between') return 0
  return Math.max(0, ...referred(stage, role).map((server) => knownAt(stage, server, asked)))
}

/** Connections whose other end is an actor of ours, also where its options name only the port, and those of a known proxy. */
function traced(stage: Stage, server: Role, asked: ReadonlySet<Role>): number {
  const everybody = [...stage.cast.values()].flat()
  const ends = new Set(everybody.map((role) => role.actor?.ends?.local))
  let nameless = 0
  for (const proxy of everybody) {
    if (proxy.kind.role !== 'between' || !referred(stage, proxy).includes(server)) continue
    const known = knownAt(stage, proxy, asked)
    // Over a Unix socket nothing tells which connections are the proxy's.
    if (known >= proxy.arrived) for (const { actor } of proxy.connections) ends.add(actor?.onward?.local)
    nameless += Math.min(known, proxy.arrived)
  }
  let found = 0
  for (const { client, actor } of server.connections) {
    const remote = actor?.ends?.remote
    if (client !== undefined || (remote !== undefined && ends.has(remote))) found += 1
    else if (actor !== undefined && remote === undefined && nameless-- > 0) found += 1
  }
  return found
}

function knownAt(stage: Stage, role: Role, asked: ReadonlySet<Role>): number {
  return asked.has(role) || role.lane === undefined ? 0 : knownOf(stage, role, role.lane, asked)
}

const referred = (stage: Stage, role: Role): Role[] =>
  role.declaration.refersTo.flatMap((name) => [...(stage.cast.get(name) ?? [])])
