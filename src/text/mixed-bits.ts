/** What SplitMix adds between two numbers that it draws: 2³² divided by the golden ratio. */
export const goldenGamma = 0x9e3779b9

/**
 * 32 bits of which each depends on all of those given: the last step of SplitMix32 (Steele, Lea, Flood: Fast Splittable Pseudorandom Number
 * Generators, 2014).
 */
export function mixedBits(value: number): number {
  let bits = value | 0
  bits = Math.imul(bits ^ (bits >>> 16), 0x21f0aaad)
  bits = Math.imul(bits ^ (bits >>> 15), 0x735a2d97)
  return (bits ^ (bits >>> 15)) >>> 0
}
