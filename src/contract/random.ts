/** Numbers below `limit`, the same ones every time (mulberry32): what a test finds today it finds tomorrow. */
export function numbersFrom(seed: number): (limit: number) => number {
  let state = seed
  return (limit) => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) % limit
  }
}

/** Places at which `length` bytes are cut, ascending and ending with the last. */
export function cutsOf(length: number, next: (limit: number) => number): number[] {
  const largest = 1 + next(next(2) === 0 ? 3 : 40)
  const cuts: number[] = []
  for (let at = 0; at < length;) cuts.push((at = Math.min(length, at + 1 + next(largest))))
  return cuts
}
