import { differencesOf, eventsOf, isIn, type Found, type Indexed } from './differences.ts'
import type { OrderList } from './orders.ts'

/** A difference, and how many of the runs that failed have it. */
export interface Chosen extends Found {
  readonly runs: number
}

/** So many failed runs make it unlikely that a difference which all of them have is there by chance. */
const enough = 3

/** So many differences are looked at, most of which one failed run alone has. */
const mostTried = 5000

/** What a difference is chosen from. */
export interface Evidence {
  /** Kept orders of the runs that failed, the first of which is explained, and of those that passed. */
  readonly failed: readonly [Indexed, ...Indexed[]]
  readonly passed: readonly Indexed[]
  /** Runs that passed do the same in nearly the same order, so that another order is no chance. */
  readonly steady: boolean
  laneOf(event: number): string
  /** The lane that the failure is about. */
  readonly lane: string | undefined
}

/** Whether most runs had one of few orders. */
export const isSteady = ({ runs, orders }: OrderList): boolean => runs >= 10 && orders <= runs / 5

/**
 * The first difference that most of the failed runs have (all, of a few): what comes later follows from it. Of a single failed run many
 * differences may be chance, where lanes are busy; then one counts that touches the lane on which the run shows what no other does.
 */
export function chosen(evidence: Evidence): Chosen | undefined {
  const of = total(evidence.failed)
  return firstOf(of >= enough || evidence.steady ? frequent(evidence) : related(evidence))
}

/** Differences that most of the failed runs have, first things first. */
function* frequent({ failed, passed, laneOf }: Evidence): Iterable<Chosen> {
  const of = total(failed)
  const least = Math.max(Math.ceil(of / 2), Math.min(of, enough))
  let tried = 0
  for (const found of differencesOf(failed[0], passed, laneOf)) {
    const runs = total(failed.filter((order) => isIn(found, order)))
    if (runs >= least) yield { ...found, runs }
    if ((tried += 1) >= mostTried) return
  }
}

/** Of those up to the first event that no run has that passed: those on its lane, or on the lane of the failure; else that event. */
function related(evidence: Evidence): readonly Chosen[] {
  const { laneOf, lane } = evidence
  const all: Chosen[] = []
  for (const one of frequent(evidence)) {
    all.push(one)
    if (one.before === undefined) break
  }
  const own = all.findLast(({ before }) => before === undefined)
  const lanes = new Set([lane, own && laneOf(own.event)])
  const touching = all.filter((one) => eventsOf(one).some((event) => lanes.has(laneOf(event))))
  return touching.length > 0 ? touching : all
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
