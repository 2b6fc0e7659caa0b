import type { Plan } from '../model/shake.ts'
import { counted } from '../text/counted.ts'
import { differenceOf, type Differing } from './difference.ts'
import { partsOf, planOfParts } from './parts.ts'
import type { Transcript } from '../model/transcript.ts'
import type { How, Played } from './play.ts'
import { shrink } from './shrink.ts'

/** A run that differed once and then does not is tried so many times in all. */
const tries = 3
/** So often nothing is done to it, to see whether it fails by itself. */
const aloneTries = 2
/** Runs that shrink one at most, and milliseconds for them. */
const mostTries = 80
const mostTime = 15_000

/** How the runs of one scenario are made and judged. */
export interface Judge {
  play(how: How): Promise<Played>
  /** What each run must come to. */
  readonly expected: Transcript
  /** Milliseconds that a step has in a run that only helps the search, and in one that decides. */
  readonly patience: { readonly search: number; readonly decide: number }
  now(): number
  /** True once it was interrupted. */
  over(): boolean
  /** Says what is being done. */
  announce(what: string): void
}

/** A plan with which a run differed. */
export interface Suspect {
  readonly plan: Plan
  readonly differing: Differing
}

/** What became of a suspect. */
export type Finding =
  /** Each run with this plan fails, and no part of it can be left out. */
  | { readonly kind: 'reproduced'; readonly plan: Plan; readonly differing: Differing }
  /** It fails now and then, of so many runs with the same plan. */
  | { readonly kind: 'unsteady'; readonly differing: Differing; readonly failed: number; readonly runs: number }
  /** The same without any of it. */
  | { readonly kind: 'by-itself'; readonly differing: Differing }
  /** Nothing: it only took longer than a run that searches gives it. */
  | { readonly kind: 'slow' }

/** Runs a suspect again: whether it fails each time, also without its plan, and with how little of it. Nothing where it was interrupted. */
export async function confirm(suspect: Suspect, judge: Judge, shrinks: boolean): Promise<Finding | undefined> {
  const { plan, differing } = suspect
  const again = await repeat(plan, judge, tries)
  if (judge.over()) return undefined
  const { differing: reproduced } = again
  if (reproduced === undefined && lateCodes.has(differing.result.failure.code)) return { kind: 'slow' }
  if (again.runs > 1 || reproduced === undefined)
    return {
      kind: 'unsteady',
      differing: reproduced ?? differing,
      failed: reproduced === undefined ? 1 : 2,
      runs: again.runs + 1,
    }
  const alone = await repeat({ faults: [] }, judge, aloneTries)
  if (alone.differing !== undefined) return { kind: 'by-itself', differing: alone.differing }
  if (judge.over()) return undefined
  return shrinks ? smallest(plan, reproduced, judge) : { kind: 'reproduced', plan, differing: reproduced }
}

/** What only waits may be no more than slow. */
export const lateCodes: ReadonlySet<string> = new Set([
  'expectation-not-met',
  'step-timeout',
  'scenario-timeout',
  'never-idle',
  'not-ready',
])

/** The same plan again, until a run of it differs. */
async function repeat(
  plan: Plan,
  judge: Judge,
  most: number,
): Promise<{ readonly differing?: Differing; readonly runs: number }> {
  for (let runs = 1; runs <= most; runs++) {
    judge.announce(partsOf(plan).length === 0 ? 'tried without changes' : 'tried again')
    const differing = await differs(plan, judge, { patience: judge.patience.decide, kept: true })
    if (differing !== undefined) return { differing, runs }
    if (judge.over()) break
  }
  return { runs: most }
}

/** How a run with this plan differs; nothing when it does not, or was interrupted. */
export async function differs(plan: Plan, judge: Judge, how: Omit<How, 'plan'>): Promise<Differing | undefined> {
  const { result } = await judge.play({ plan, ...how })
  return judge.over() ? undefined : differenceOf(result, judge.expected)
}

/** The least of a plan that fails in the same way. */
async function smallest(plan: Plan, found: Differing, judge: Judge): Promise<Finding> {
  const until = judge.now() + mostTime
  const over = (): boolean => judge.over() || judge.now() > until
  const parts = await shrink(
    partsOf(plan),
    async (some) => {
      judge.announce(`shrinking to ${counted(some.length, 'change')}`)
      const differing = await differs(planOfParts(some), judge, { patience: judge.patience.search })
      return differing?.key === found.key
    },
    { tries: mostTries, over },
  )
  const shrunk = planOfParts(parts)
  if (parts.length === partsOf(plan).length) return { kind: 'reproduced', plan, differing: found }
  // What searches is in a hurry: the plan that is reported has been run without it.
  const decided = await differs(shrunk, judge, { patience: judge.patience.decide, kept: true })
  return decided === undefined
    ? { kind: 'reproduced', plan, differing: found }
    : { kind: 'reproduced', plan: shrunk, differing: decided }
}
