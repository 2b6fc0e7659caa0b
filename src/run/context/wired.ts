import type { Actor, LaneEvent } from '../../model/actor.ts'
import type { LedActor } from '../../model/wires.ts'
import { plainOf } from '../../registry/traits.ts'
import { tcpQueues, type TcpQueues } from '../../kernel/tcp-queues.ts'
import type { ActorInstance } from './actor-instance.ts'
import type { RunActors, RunNames, RunSetup } from './run-context.ts'

/** Others than this actor are led to where those that run listen now. */
export async function leadToOthers(context: RunActors & RunSetup & RunNames): Promise<void> {
  const instances = [...context.actors.values()].flat()
  await context.host.wires?.lead(() =>
    instances.flatMap((instance) =>
      instance.actor === undefined ? [] : [ledActor(instance, instance.actor, context)],
    ),
  )
}

function ledActor({ name, kind, lane, declaration }: ActorInstance, actor: Actor, { ports }: RunNames): LedActor {
  const { processes } = actor
  const { role } = kind
  const onDevice = role === 'peer' ? 'device' : undefined
  return {
    name,
    kind: declaration.kind,
    listens: lane?.over !== true && (role === 'server' || role === 'proxy' || processes !== undefined),
    over: actor.connectionless === true ? 'datagrams' : onDevice,
    written: () =>
      JSON.stringify(plainOf(declaration.options.node)).replaceAll(
        /\$\{free-port\.(\w+)\}/g,
        (placeholder, port: string) => String(ports.get(port) ?? placeholder),
      ),
    facts: () => actor.facts(),
    processes: processes === undefined ? undefined : () => actor.processes?.() ?? [],
    ends: () => actor.ends,
  }
}

/** This event of an actor’s own lane may be the end of its listening. */
export function noteEnd({ host }: RunSetup, name: string, event: LaneEvent): void {
  if (event.did === 'close' || event.ends === 'all') host.wires?.leave(name)
}

/** The actor as it would be without wires: what it knows of its peer is the peer, and not a wire. */
export function behindWires({ host: { wires } }: RunSetup, actor: Actor): Actor {
  if (wires === undefined) return actor
  const own: Readonly<Record<string, () => unknown>> = {
    facts: () => () => wires.factsBehind(actor.facts()),
    ends: () => actor.ends && wires.endsBehind(actor.ends),
    onward: () => actor.onward && wires.endsBehind(actor.onward),
    hasCaller: () => actor.hasCaller && ((remote: string | undefined) => actor.hasCaller?.(wires.endBefore(remote))),
    handshaking: () =>
      actor.handshaking &&
      (() =>
        actor.handshaking?.().map((remote) => (remote === undefined ? remote : wires.endsBehind({ remote }).remote))),
  }
  return new Proxy(actor, {
    get(target, name) {
      const replaced = typeof name === 'string' && Object.hasOwn(own, name) ? own[name] : undefined
      if (replaced !== undefined) return replaced()
      const value: unknown = Reflect.get(target, name, target)
      return typeof value === 'function' ? value.bind(target) : value
    },
  })
}

/** Words of an actor about its peers, with the ports that these would have without wires. */
export function wordsBehind({ host: { wires } }: RunSetup, words: string): string {
  return wires === undefined
    ? words
    : words.replaceAll(/\b[1-9]\d{3,4}\b/g, (port) => String(wires.portBehind(Number(port))))
}

/** The queues between two ends, also where a wire is between them: what is in front of it has not left. */
export function queuesBetween(
  { host: { wires } }: RunSetup,
  ends: Actor['ends'],
  connections?: Parameters<typeof tcpQueues>[1],
): TcpQueues | undefined {
  if (wires === undefined || ends === undefined) return tcpQueues(ends, connections)
  const hops = wires.hops(ends).map((hop) => tcpQueues(hop, connections))
  const last = hops.at(-1)
  if (last === undefined) return undefined
  const before = hops.slice(0, -1).reduce((sum, hop) => sum + (hop?.unsent ?? 0) + (hop?.unread ?? 0), 0)
  return { ...last, unsent: before + last.unsent }
}

/** True while something is on its way in a wire. */
export const wiresMove = ({ host: { wires } }: RunSetup): boolean => wires !== undefined && wires.moving().size > 0

/** True when a wire holds what this actor has written until more of it comes. */
export const wireJoins = ({ host: { wires } }: RunSetup, actor: Actor): boolean =>
  wires !== undefined && wires.joins(actor.ends ?? {}, actor.traffic?.().written ?? 0)

/** What the wires have brought into the run is named like what it stands for. */
export function nameStandIns({ host, aliases }: RunSetup & RunNames): void {
  for (const { number, behind } of host.wires?.standIns() ?? []) {
    const known = aliases.find(({ volatile }) => volatile === String(behind))
    if (known !== undefined) aliases.push({ volatile: String(number), name: known.name })
  }
}
