/** Whole numbers that are the same for the same seeds, on every machine. */
export interface Random {
  /** From 0 up to, and without, `limit`. */
  below(limit: number): number
  /** One of these; the list must not be empty. */
  of<T>(list: readonly T[]): T
}

/** SplitMix32: neighbouring seeds have nothing in common (Steele, Lea, Flood: Fast Splittable Pseudorandom Number Generators, 2014). */
export function randomBy(...seeds: readonly number[]): Random {
  let state = 0
  for (const seed of seeds) state = mixed(state ^ mixed(seed | 0))
  const below = (limit: number): number => {
    state = (state + 0x9e3779b9) | 0
    return Math.floor((mixed(state) / 2 ** 32) * limit)
  }
  return { below, of: <T>(list: readonly T[]): T => list[below(list.length)] as T }
}

/** 32 bits of which each depends on all of those given. */
function mixed(value: number): number {
  let bits = value
  bits = Math.imul(bits ^ (bits >>> 16), 0x21f0aaad)
  bits = Math.imul(bits ^ (bits >>> 15), 0x735a2d97)
  return (bits ^ (bits >>> 15)) >>> 0
}

/** The positions of a list in another order, by a seed. */
export function shuffledBy<T>(list: readonly T[], random: Random): readonly T[] {
  const all = [...list]
  for (let last = all.length - 1; last > 0; last--) {
    const other = random.below(last + 1)
    ;[all[last], all[other]] = [all[other] as T, all[last] as T]
  }
  return all
}
