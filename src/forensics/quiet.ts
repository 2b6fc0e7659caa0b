import { differencesOf, isIn, type Found, type Indexed } from './differences.ts'

/** Fewer runs say nothing about chance. */
const least = 10
/** So many runs, or pairs of them, are tried. */
const tried = 10
/** So large a share of runs that passed may differ from all others by chance. */
const mayDiffer = 0.1

interface Passed {
  readonly passed: readonly Indexed[]
  laneOf(event: number): string
  /** Whether a difference counts. */
  counts(found: Found): boolean
}

/**
 * Whether runs that passed hardly ever differ from all others that passed, so that it is no chance when runs that failed do. It is tried:
 * runs that passed take the place of those that failed, two where there were several.
 */
export function isQuiet({ passed, laneOf, counts }: Passed, failedRuns: number): boolean {
  const runs = passed.reduce((sum, order) => sum + order.runs, 0)
  if (runs < least) return false
  // An order that several runs have is compared with itself, too, and differs in nothing.
  const alone = passed.filter((order) => order.runs === 1)
  const size = failedRuns === 1 ? 1 : 2
  const samples: Indexed[][] = []
  for (let from = 0; from + size <= alone.length && samples.length < tried; from += size)
    samples.push(alone.slice(from, from + size))
  if (samples.length === 0) return true
  const differing = samples.filter((sample) => {
    const others = passed.filter((order) => !sample.includes(order))
    for (const found of differencesOf(sample[0] as Indexed, others, laneOf))
      if (counts(found) && sample.every((order) => isIn(found, order))) return true
    return false
  })
  return (alone.length / runs) ** size * (differing.length / samples.length) <= mayDiffer
}
