import { randomInt } from 'node:crypto'
import { readProc } from './proc.ts'

/** Below what doubles count exactly, so that no shell rounds it. */
const highest = 2 ** 48
/**
 * A limit below this leaves too few numbers to draw from: two programs would bear the same, and end each other. Of a thousand at
 * once, two are alike once in 4,000 times at this limit, and once in 10^8 at the usual one.
 */
const lowest = 2 ** 32
const line = /^Max file locks\s+(\S+)\s+(\S+)/m
let own: number | undefined

/**
 * A number that no other program bears. A process that has it as its limit of file locks hands it on to everything that it starts,
 * through a new session, an empty environment and closed descriptors. Linux has not enforced that limit since 2.4.25
 * (getrlimit(2), RLIMIT_LOCKS), and every process may lower it and read it.
 * Undefined where the runner's own limit is so low already that the number could be another program's: then only sessions, groups
 * and parents show.
 */
export function newTag(ceiling = (own ??= ownCeiling())): string | undefined {
  return ceiling < lowest ? undefined : String(randomInt(Math.floor(ceiling / 2), ceiling))
}

/** For sh(1): takes the tag on. dash and busybox call the limit -w, bash and zsh -x; elsewhere nothing happens. */
export const takeTag = (tag: string | undefined): string =>
  tag === undefined ? ':' : `ulimit -w ${tag} 2>/dev/null || ulimit -x ${tag} 2>/dev/null`

/** The tag that a process has, if any. */
export function tagOf(pid: number): string | undefined {
  const soft = line.exec(readProc(`/proc/${pid}/limits`) ?? '')?.[1]
  return soft === 'unlimited' ? undefined : soft
}

// A runner that is itself a program under test has a tag, and a limit can only be lowered.
function ownCeiling(): number {
  const hard = Number(line.exec(readProc('/proc/self/limits') ?? '')?.[2])
  return Number.isNaN(hard) ? highest : Math.min(hard, highest)
}
