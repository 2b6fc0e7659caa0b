import { statSync } from 'node:fs'
import { isAbsolute, resolve } from 'node:path'
import { listeners, listeningOf } from '../../../kernel/listening.ts'
import { linkOf } from '../../../kernel/proc.ts'
import type { NotLed } from '../../../model/shake.ts'
import type { LedActor } from '../../../model/wires.ts'
import { loopback, metAt } from '../../../text/hosts.ts'
import { isListenedOn } from './listened-on.ts'
import { abstractSocket, inLeftFolder } from './not-led.ts'
import type { Place } from './relay.ts'

/** Where an actor listens now. */
export function placesOf(actor: LedActor): readonly (Place | NotLed)[] {
  if (actor.processes !== undefined) return placesOfProgram(actor.name, actor.processes())
  const { port, path, host } = actor.facts()
  // A server with a port and a path is one for WebSockets.
  if (typeof port === 'number') {
    const hosts = [metAt(typeof host === 'string' ? host : loopback)]
    return isListenedOn({ port }) ? [{ port, hosts }] : []
  }
  if (typeof path !== 'string' || !isListenedOn({ path })) return []
  return path.startsWith('@') ? [abstractSocket(actor.name)] : [{ path, removes: true }]
}

function placesOfProgram(name: string, pids: readonly number[]): readonly (Place | NotLed)[] {
  if (pids.length === 0) return []
  const ports = listeningOf(pids, 'tcp').map((port) => ({ port: Number(port), hosts: hostsOf(Number(port)) }))
  return [
    ...ports,
    ...pids.flatMap((pid) => listeningOf([pid], 'unix').flatMap((path) => placesOfPath(name, pid, path))),
  ]
}

/** The kernel has the path as the program has written it; one that is removed reaches nobody. */
function placesOfPath(actor: string, pid: number, written: string): readonly (Place | NotLed)[] {
  if (written.startsWith('@')) return [abstractSocket(actor)]
  const path = resolve(linkOf(`/proc/${pid}/cwd`) ?? '/', written)
  if (statSync(path, { throwIfNoEntry: false })?.isSocket() === true) return [{ path, removes: false }]
  return isAbsolute(written) ? [] : [inLeftFolder(actor, written)]
}

/** One that listens everywhere takes IPv4 and IPv6. */
function hostsOf(port: number): readonly string[] {
  const hosts = (listeners({ port }) ?? []).map(({ host }) => host ?? loopback)
  const all = new Set(hosts.flatMap((host) => (host === '::1' ? [loopback, '::1'] : [host])))
  return all.size === 0 ? [loopback] : [...all]
}
