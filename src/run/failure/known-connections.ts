import type { RunLane } from '../lane/lane.ts'
import type { ActorInstance } from '../context/actor-instance.ts'
import type { RunActors, RunSetup } from '../context/run-context.ts'

/**
 * How many connections of this server or proxy the steps know of. What came through a proxy is one connection with two lanes: a step
 * that knows of it on either side knows of both.
 */
export function knownOf(
  context: RunActors & RunSetup,
  instance: ActorInstance,
  lane: RunLane,
  asked: ReadonlySet<ActorInstance> = new Set(),
): number {
  const known = expectedOf(context, instance, lane)
  // Whose connections they are is looked up only when more have come than the steps mention.
  if (instance.arrived <= known) return known
  const asking = new Set([...asked, instance])
  return Math.max(known, behind(context, instance, asking), traced(context, instance, asking))
}

/** Made by `connect` steps, addressed or named (`server#2`), or expected as an event or by the line that stands for it. */
function expectedOf(context: RunSetup, instance: ActorInstance, { history }: RunLane): number {
  const expected = history.filter(({ event, expected }) => event.name === 'connection' && expected).length
  return Math.max(instance.known, instance.addressed, highestNamed(context, instance.declaration.name), expected)
}

function highestNamed(context: RunSetup, server: string): number {
  let highest = 0
  for (const name of context.scenario.namedConnections) {
    const [actor, connection] = name.split('#')
    if (actor === server) highest = Math.max(highest, Number(connection) || 0)
  }
  return highest
}

/** What the steps know of at the server that a proxy leads to: each connection of the proxy makes one there. */
function behind(context: RunActors & RunSetup, instance: ActorInstance, asked: ReadonlySet<ActorInstance>): number {
  if (instance.kind.role !== 'proxy') return 0
  return Math.max(0, ...referred(context, instance).map((server) => knownAt(context, server, asked)))
}

/** Connections whose other end is an actor of ours, also where its options name only the port, and those of a known proxy. */
function traced(context: RunActors & RunSetup, server: ActorInstance, asked: ReadonlySet<ActorInstance>): number {
  const everybody = [...context.actors.values()].flat()
  const ends = new Set(everybody.map((instance) => instance.actor?.ends?.local))
  let nameless = namelessBehind(context, server, asked, ends)
  let found = 0
  for (const { client, actor } of server.connections) {
    const remote = actor?.ends?.remote
    if (client !== undefined || (remote !== undefined && ends.has(remote))) found += 1
    else if (actor !== undefined && remote === undefined && nameless-- > 0) found += 1
  }
  return found
}

/** Adds the ends of known proxies that lead to this server, and counts the known connections behind them. */
function namelessBehind(
  context: RunActors & RunSetup,
  server: ActorInstance,
  asked: ReadonlySet<ActorInstance>,
  ends: Set<string | undefined>,
): number {
  let nameless = 0
  for (const proxy of [...context.actors.values()].flat()) {
    if (proxy.kind.role !== 'proxy' || !referred(context, proxy).includes(server)) continue
    const known = knownAt(context, proxy, asked)
    // Over a Unix socket nothing identifies the connections of the proxy.
    if (known >= proxy.arrived) for (const { actor } of proxy.connections) ends.add(actor?.onward?.local)
    nameless += Math.min(known, proxy.arrived)
  }
  return nameless
}

function knownAt(context: RunActors & RunSetup, instance: ActorInstance, asked: ReadonlySet<ActorInstance>): number {
  return asked.has(instance) || instance.lane === undefined ? 0 : knownOf(context, instance, instance.lane, asked)
}

const referred = (context: RunActors, instance: ActorInstance): ActorInstance[] =>
  instance.declaration.refersTo.flatMap((name) => [...(context.actors.get(name) ?? [])])
