/** Bounds of a search: what it has found by then is its answer. */
export interface ShrinkLimits {
  readonly tries: number
  /** True when the time is over, or it was interrupted. */
  over(): boolean
}

/**
 * The smallest set of parts that still fails, as far as it is found within the limits: no part of it can be left out (delta debugging, after
 * Zeller and Hildebrandt, 2002). `fails` is asked about each set once. Answers all parts where nothing smaller fails.
 */
export async function shrink<T>(
  all: readonly T[],
  fails: (parts: readonly T[]) => Promise<boolean>,
  { tries, over }: ShrinkLimits,
): Promise<readonly T[]> {
  const known = new Map<string, boolean>()
  let left = tries
  const asked = async (parts: readonly T[]): Promise<boolean> => {
    const key = JSON.stringify(parts)
    const before = known.get(key)
    if (before !== undefined) return before
    if (left <= 0 || over()) return false
    left -= 1
    const answer = await fails(parts)
    known.set(key, answer)
    return answer
  }
  let parts = all
  let chunks = 2
  while (parts.length > 1) {
    const smaller = await firstThatFails(candidates(parts, chunks), asked)
    if (smaller !== undefined) {
      chunks = smaller.length < parts.length / 2 ? 2 : Math.max(2, chunks - 1)
      parts = smaller
    } else if (chunks >= parts.length) break
    else chunks = Math.min(parts.length, chunks * 2)
  }
  return parts
}

/** Each chunk by itself, then all but each chunk. */
function* candidates<T>(parts: readonly T[], chunks: number): Generator<readonly T[]> {
  const size = Math.ceil(parts.length / chunks)
  for (let from = 0; from < parts.length; from += size) yield parts.slice(from, from + size)
  if (chunks === 2) return
  for (let from = 0; from < parts.length; from += size) yield [...parts.slice(0, from), ...parts.slice(from + size)]
}

async function firstThatFails<T>(
  sets: Iterable<readonly T[]>,
  fails: (parts: readonly T[]) => Promise<boolean>,
): Promise<readonly T[] | undefined> {
  for (const parts of sets) if (await fails(parts)) return parts
  return undefined
}
