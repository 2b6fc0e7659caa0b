import process from 'node:process'
import { listeners, ownersOf } from '../../kernel/listening.ts'
import { processTree, type ProcessTree } from '../../kernel/process-tree.ts'
import { quiet } from '../../kernel/quiet.ts'
import { Alarms, type Doing } from '../../run/idle/alarms.ts'
import type { Place } from './place.ts'

/** Looks at the programs at both ends of the wire: what they have done since the look before; undefined where that cannot be seen. */
export type LookAtEnds = () => Doing | undefined

/**
 * The ends are these processes, and whoever listens at `to` on this machine, with all that it has started. A server elsewhere, and one of
 * another user, cannot be looked at.
 */
export function endsOfWire(
  processes: () => readonly number[],
  to: Place,
  transport: 'tcp' | 'tls' | 'udp',
): LookAtEnds {
  const alarms = new Alarms()
  let trees: readonly ProcessTree[] = []
  return () => {
    if (trees.length === 0) trees = serversAt(to, transport).map((pid) => processTree(pid))
    const servers = trees.flatMap((tree) => tree.pids())
    const snapshot = servers.length === 0 ? undefined : quiet([...new Set([...servers, ...processes()])])
    return snapshot && alarms.judge(snapshot)
  }
}

function serversAt(to: Place, transport: 'tcp' | 'tls' | 'udp'): readonly number[] {
  if ('host' in to && !/^(?:localhost|127\.\d+\.\d+\.\d+|::1)$/.test(to.host)) return []
  const wanted = 'path' in to ? { path: to.path.replace('\0', '@') } : transport === 'udp' ? { udp: to.port } : to
  const owners = ownersOf(new Set(listeners(wanted)?.map(({ inode }) => inode)))
  return owners.filter((pid) => pid !== process.pid)
}
