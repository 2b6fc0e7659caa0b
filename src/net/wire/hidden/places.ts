import { listeners, listeningOf } from '../../../kernel/listening.ts'
import type { LedActor } from '../../../model/wires.ts'
import { loopback, metAt } from '../../../text/hosts.ts'
import { isListenedOn } from './listened-on.ts'
import type { Place } from './relay.ts'

/** Why no wire can be put in front of a place. */
interface Unled {
  readonly why: string
}

const abstract = (actor: string): Unled => ({
  why: `“${actor}” listens on an abstract socket, which no wire can stand in front of: let it listen on a path or a port`,
})

/** Where an actor listens now. */
export function placesOf(actor: LedActor): readonly (Place | Unled)[] {
  if (actor.processes !== undefined) return placesOfProgram(actor.name, actor.processes())
  const { port, path, host } = actor.facts()
  // A server with a port and a path is one for WebSockets.
  if (typeof port === 'number') {
    const hosts = [metAt(typeof host === 'string' ? host : loopback)]
    return isListenedOn({ port }) ? [{ port, hosts }] : []
  }
  if (typeof path !== 'string' || !isListenedOn({ path })) return []
  return path.startsWith('@') ? [abstract(actor.name)] : [{ path }]
}

function placesOfProgram(name: string, pids: readonly number[]): readonly (Place | Unled)[] {
  if (pids.length === 0) return []
  const ports = listeningOf(pids, 'tcp').map((port) => ({ port: Number(port), hosts: hostsOf(Number(port)) }))
  const paths = listeningOf(pids, 'unix').map((path) => (path.startsWith('@') ? abstract(name) : { path }))
  return [...ports, ...paths]
}

/** One that listens everywhere takes IPv4 and IPv6. */
function hostsOf(port: number): readonly string[] {
  const hosts = (listeners({ port }) ?? []).map(({ host }) => host ?? loopback)
  const all = new Set(hosts.flatMap((host) => (host === '::1' ? [loopback, '::1'] : [host])))
  return all.size === 0 ? [loopback] : [...all]
}
