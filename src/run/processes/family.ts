import { readdirSync } from 'node:fs'
import { isOver, statOf, type Stat } from './proc.ts'

/** A program and everything it started, also what left its group after it had once been seen. */
export interface Family {
  /** Process ids that live now; empty when all have ended. Where there is no /proc: only the root, unless it is known to be gone. */
  members(): readonly number[]
}

/** Follows the processes that descend from `root`, the leader of a session of its own (`detached: true`). */
export function family(root: number): Family {
  const known = new Map<number, string>()
  // Processes that are not ours never become ours, so that each is read once: a look costs what is new, not what runs.
  let strangers = new Set<number>()
  return {
    members() {
      const all = processIds()
      if (all === undefined) return [root]
      const living = new Map<number, Stat>()
      for (const pid of all) {
        const stat = strangers.has(pid) ? undefined : statOf(pid)
        if (stat !== undefined && !isOver(stat)) living.set(pid, stat)
      }
      const kin = kinOf(root, living, known)
      known.clear()
      for (const pid of kin) known.set(pid, living.get(pid)?.start ?? '')
      strangers = new Set(all.filter((pid) => pid !== root && !kin.has(pid) && (living.has(pid) || strangers.has(pid))))
      return [...kin]
    },
  }
}

function kinOf(root: number, living: ReadonlyMap<number, Stat>, known: ReadonlyMap<number, string>): Set<number> {
  const kin = new Set<number>()
  for (const [pid, stat] of living) {
    if (pid === root || stat.session === root || stat.group === root || known.get(pid) === stat.start) kin.add(pid)
  }
  // Children of children: as long as a look finds one more, another may hang on it.
  for (let before = -1; before !== kin.size;) {
    before = kin.size
    for (const [pid, stat] of living) if (kin.has(stat.parent)) kin.add(pid)
  }
  return kin
}

function processIds(): number[] | undefined {
  try {
    const ids: number[] = []
    for (const name of readdirSync('/proc')) {
      const first = name.charCodeAt(0)
      if (first >= 48 && first <= 57) ids.push(Number(name))
    }
    return ids.length === 0 ? undefined : ids
  } catch {
    return undefined
  }
}
