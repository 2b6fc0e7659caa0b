import { statSync } from 'node:fs'
import { isAbsolute, resolve } from 'node:path'
import { listeners, listeningOf } from '../../../kernel/listening.ts'
import { linkOf } from '../../../kernel/proc.ts'
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
  return path.startsWith('@') ? [abstract(actor.name)] : [{ path, removes: true }]
}

function placesOfProgram(name: string, pids: readonly number[]): readonly (Place | Unled)[] {
  if (pids.length === 0) return []
  const ports = listeningOf(pids, 'tcp').map((port) => ({ port: Number(port), hosts: hostsOf(Number(port)) }))
  return [
    ...ports,
    ...pids.flatMap((pid) => listeningOf([pid], 'unix').flatMap((path) => placesOfPath(name, pid, path))),
  ]
}

/** The kernel has the path as the program has written it; one that is removed reaches nobody. */
function placesOfPath(actor: string, pid: number, written: string): readonly (Place | Unled)[] {
  if (written.startsWith('@')) return [abstract(actor)]
  const path = resolve(linkOf(`/proc/${pid}/cwd`) ?? '/', written)
  if (statSync(path, { throwIfNoEntry: false })?.isSocket() === true) return [{ path, removes: false }]
  return isAbsolute(written) ? [] : [elsewhere(actor, written)]
}

const elsewhere = (actor: string, path: string): Unled => ({
  why: `“${actor}” listens at “${path}” in a folder that it has left: let it listen at the whole path`,
})

/** One that listens everywhere takes IPv4 and IPv6. */
function hostsOf(port: number): readonly string[] {
  const hosts = (listeners({ port }) ?? []).map(({ host }) => host ?? loopback)
  const all = new Set(hosts.flatMap((host) => (host === '::1' ? [loopback, '::1'] : [host])))
  return all.size === 0 ? [loopback] : [...all]
}
