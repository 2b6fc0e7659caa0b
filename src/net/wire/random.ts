/** Numbers from 0 up to 1 that are the same for the same seed (a 32-bit xorshift after Marsaglia, 2003). */
export function seededRandom(seed: number): () => number {
  // Zero would stay zero for ever; neighbouring seeds must not begin alike.
  let state = Math.imul(seed + 1, 0x9e3779b1) >>> 0 || 1
  return () => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    state >>>= 0
    return state / 2 ** 32
  }
}
