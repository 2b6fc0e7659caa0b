import process from 'node:process'
import { processTree, type ProcessTree } from '../../kernel/process-tree.ts'
import { quiet } from '../../kernel/quiet.ts'
import { Alarms, type Doing } from '../../run/idle/alarms.ts'
import type { WireOptions } from './options.ts'
import type { Place } from './place.ts'
import { serversAt } from './servers.ts'

/** Looks at the programs at both ends of the wire: what they have done since the look before; undefined where that cannot be seen. */
export type LookAtEnds = () => Doing | undefined

/**
 * The ends are these processes, and whoever listens at `to` on this machine, with all that it has started. A server elsewhere, and one of
 * another user, cannot be looked at.
 */
export function endsOfWire(
  processes: () => readonly number[],
  to: Place,
  transport: WireOptions['transport'],
): LookAtEnds {
  const alarms = new Alarms()
  let trees: readonly ProcessTree[] = []
  return () => {
    if (trees.length === 0) {
      const others = serversAt(to, transport).filter((pid) => pid !== process.pid)
      trees = others.map((pid) => processTree(pid))
    }
    const servers = trees.flatMap((tree) => tree.pids())
    const snapshot = servers.length === 0 ? undefined : quiet([...new Set([...servers, ...processes()])])
    return snapshot && alarms.judge(snapshot)
  }
}
