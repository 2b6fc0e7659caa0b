import { differencesOf, eventsOf, isIn, type Found, type Indexed } from './differences.ts'

/** A difference, and how many of the runs that failed have it. */
export interface Chosen extends Found {
  readonly runs: number
}

/** What a difference is chosen from. */
export interface Evidence {
  /** Kept orders of the runs that failed, the first of which is explained, and of those that passed. */
  readonly failed: readonly [Indexed, ...Indexed[]]
  readonly passed: readonly Indexed[]
  /** Runs that passed hardly differ by chance: in what counts for them, and in all that the transcript leaves out. */
  readonly quiet: boolean
  readonly allQuiet: boolean
  /** Microseconds: when the last event of any run that passed came. */
  readonly end: number
  laneOf(event: number): string
  isUnshown(event: number): boolean
  /** The lane that the failure is about. */
  readonly lane: string | undefined
}

/** So many differences are looked at, most of which one failed run alone has. */
const mostTried = 5000
/** So unlikely a difference is that has nothing to do with the failure, or it does not count. Many are looked at. */
const unlikely = 1e-4

/**
 * The first difference that is no chance: what comes later follows from it. Where busy lanes make each run another, that is one which
 * so many of the failed runs have, and none that passed, as hardly any would that is independent of the failure. Of few failed runs none
 * can be so sure; then one counts that all of them have, and that touches the lane on which they show what no other run does.
 */
export function chosen(evidence: Evidence): Chosen | undefined {
  const { failed, passed, quiet } = evidence
  const [of, others] = [total(failed), total(passed)]
  if (quiet) return firstOf(withRuns(evidence, (runs) => runs >= Math.max(of / 4, Math.min(of, 2))))
  const isSure = (runs: number): boolean => chance(runs, of, others) <= unlikely
  return isSure(of) ? firstOf(withRuns(evidence, isSure)) : related(evidence, of)
}

/** How likely it is that, of so many runs which have something, all are among the failed ones (hypergeometric). */
function chance(runs: number, failed: number, passed: number): number {
  let likely = 1
  for (let one = 0; one < runs; one += 1) likely *= (failed - one) / (failed + passed - one)
  return likely
}

/** Differences that enough of the failed runs have, first things first. */
function* withRuns(evidence: Evidence, isEnough: (runs: number) => boolean): Iterable<Chosen> {
  const { failed, passed, laneOf } = evidence
  let tried = 0
  for (const found of differencesOf(failed[0], passed, laneOf)) {
    const runs = total(failed.filter((order) => isIn(found, order)))
    if (isEnough(runs) && says(found, evidence)) yield { ...found, runs }
    if ((tried += 1) >= mostTried) return
  }
}

/**
 * Whether an event that no run has that passed says something. What the transcript leaves out may have words that differ in each run,
 * and a run that takes longer has more of it.
 */
function says({ index, event, before }: Found, { failed, passed, allQuiet, end, isUnshown }: Evidence): boolean {
  if (before !== undefined || !isUnshown(event)) return true
  const of = total(failed)
  return (allQuiet || chance(of, of, total(passed)) <= unlikely) && (failed[0].at[index] as number) < end
}

/** Of those up to the first event that no run has that passed: those on its lane, or on the lane of the failure; else that event. */
function related(evidence: Evidence, of: number): Chosen | undefined {
  const { laneOf, lane } = evidence
  const all: Chosen[] = []
  for (const one of withRuns(evidence, (runs) => runs === of)) {
    all.push(one)
    if (one.before === undefined) break
  }
  const own = all.findLast(({ before }) => before === undefined)
  const lanes = new Set([lane, own && laneOf(own.event)])
  const touching = all.filter((one) => eventsOf(one).some((event) => lanes.has(laneOf(event))))
  return firstOf(touching) ?? own ?? firstOf(all)
}

/** The first; where an event came too early before several others, the one that most runs have. */
function firstOf(differences: Iterable<Chosen>): Chosen | undefined {
  let first: Chosen | undefined
  for (const one of differences) {
    if (first !== undefined && one.index > first.index) return first
    if (first === undefined || one.runs > first.runs) first = one
  }
  return first
}

const total = (orders: readonly Indexed[]): number => orders.reduce((sum, { runs }) => sum + runs, 0)
