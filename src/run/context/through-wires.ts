import type { Facts } from '../../model/actor.ts'
import type { ActorKind } from '../../model/plugin.ts'
import type { Wires } from '../../model/wires.ts'
import type { ActorInstance } from './actor-instance.ts'

/** Facts of an actor as one that refers to it gets them. */
export function referenceThrough(facts: Facts, through: (text: string) => string): Facts {
  const { port } = facts
  // What a program has printed is text.
  if (typeof port !== 'number' && typeof port !== 'string') return facts
  const other = through(String(port))
  return other === String(port) ? facts : { ...facts, port: typeof port === 'number' ? Number(other) : other }
}

/** A port that is written out as an option of its own leads through a wire, too. */
export function portThrough(wires: Wires, { name, kind }: ActorInstance, options: unknown): unknown {
  if (kind.role !== 'client' || typeof options !== 'object' || options === null) return options
  const { port } = options as { readonly port?: unknown }
  return typeof port === 'number' ? { ...options, port: Number(wires.instead(name, String(port))) } : options
}

/** True when an actor with these options would listen where a wire does. */
export function claimsWire(wires: Wires, kind: ActorKind, options: unknown): boolean {
  if (kind.role === 'client') return false
  return (kind.claims?.(options) ?? []).some((each) => {
    const [, port] = /^tcp:(\d+)$/.exec(typeof each === 'string' ? each : each.claim) ?? []
    return port !== undefined && wires.portBehind(Number(port)) !== Number(port)
  })
}
