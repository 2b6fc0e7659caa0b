import { kill } from 'node:process'
import { tagOf } from './tag.ts'
import { isOver, processIds, statOf, type Stat } from './proc.ts'

/** A program and everything it started, also what has left its group and its session. */
export interface ProcessTree {
  /** Process ids that live now; empty when all have ended. Where there is no /proc: only the root, unless it is known to be gone. */
  pids(): readonly number[]
  /** Those among them that have left its session, so that no signal to its group reaches them. */
  escaped(): readonly number[]
  /** Of these processes the one that the others descend from; of several, the one that began first. */
  eldest(among: readonly number[]): number | undefined
}

/** Start times of processes that were looked at in the last second, for all process trees: one that is older than a program is none of its. */
const ages = { of: new Map<number, number>(), since: 0 }
/** Milliseconds; long before a process id is given away again. */
const freshFor = 1000

function agesNow(): Map<number, number> {
  const now = performance.now()
  if (now - ages.since > freshFor) {
    ages.of = new Map()
    ages.since = now
  }
  return ages.of
}

/**
 * Follows the processes that descend from `root`, the leader of a session of its own (`detached: true`). One that left it before
 * anybody looked, and lost its parent, is still known by the `tag` of the root (see tag.ts).
 */
export function processTree(root: number, tag?: string): ProcessTree {
  const known = new Map<number, Stat>()
  const began = Number(statOf(root)?.start ?? Number.NaN)
  // Processes that are not ours never become ours, so that each is read once: a look costs what is new, not what runs.
  let strangers = new Set<number>()
  const bears = (pid: number, { start }: Stat): boolean => Number(start) >= began && tagOf(pid) === tag
  const pids = (): readonly number[] => {
    const all = processIds()
    if (all === undefined) return groupLives(root) ? [root] : []
    const living = new Map<number, Stat>()
    const seen = agesNow()
    for (const pid of all) {
      if (strangers.has(pid)) continue
      if ((seen.get(pid) ?? Number.NaN) < began) {
        strangers.add(pid)
        continue
      }
      const stat = statOf(pid)
      if (stat === undefined) continue
      seen.set(pid, Number(stat.start))
      if (!isOver(stat)) living.set(pid, stat)
    }
    const kin = kinOf(root, living, known)
    if (tag !== undefined) for (const [pid, stat] of living) if (!kin.has(pid) && bears(pid, stat)) kin.add(pid)
    known.clear()
    for (const pid of kin) known.set(pid, living.get(pid) as Stat)
    strangers = new Set(all.filter((pid) => pid !== root && !kin.has(pid) && (living.has(pid) || strangers.has(pid))))
    return [...kin]
  }
  return {
    pids,
    escaped: () => pids().filter((pid) => known.has(pid) && known.get(pid)?.session !== root),
    eldest(among) {
      const tops = among.filter((pid) => !among.includes(known.get(pid)?.parent ?? 0))
      const began = (pid: number): number => Number(known.get(pid)?.start ?? Infinity)
      return tops.toSorted((one, other) => began(one) - began(other) || one - other)[0]
    },
  }
}

function groupLives(root: number): boolean {
  try {
    return kill(-root, 0)
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

function kinOf(root: number, living: ReadonlyMap<number, Stat>, known: ReadonlyMap<number, Stat>): Set<number> {
  const kin = new Set<number>()
  for (const [pid, stat] of living) {
    if (pid === root || stat.session === root || stat.group === root || known.get(pid)?.start === stat.start)
      kin.add(pid)
  }
  // Children of children: as long as a look finds one more, another may hang on it.
  for (let before = -1; before !== kin.size;) {
    before = kin.size
    for (const [pid, stat] of living) if (kin.has(stat.parent)) kin.add(pid)
  }
  return kin
}
