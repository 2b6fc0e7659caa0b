import { goldenGamma, mixedBits } from '../text/mixed-bits.ts'

/** Numbers that are the same for the same seeds, on every machine. */
export interface Random {
  /** From 0 up to, and without, 1. */
  draw(): number
  /** A whole number from 0 up to, and without, `limit`. */
  below(limit: number): number
  /** One of these; the list must not be empty. */
  of<T>(list: readonly T[]): T
}

/** SplitMix32: neighbouring seeds have nothing in common. */
export function randomBy(...seeds: readonly number[]): Random {
  let state = 0
  for (const seed of seeds) state = mixedBits(state ^ mixedBits(seed))
  const draw = (): number => {
    state = (state + goldenGamma) | 0
    return mixedBits(state) / 2 ** 32
  }
  const below = (limit: number): number => Math.floor(draw() * limit)
  return { draw, below, of: <T>(list: readonly T[]): T => list[below(list.length)] as T }
}
