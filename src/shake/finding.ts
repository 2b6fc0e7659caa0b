import type { Plan } from '../model/shake.ts'
import { counted } from '../text/counted.ts'
import { differenceOf, type Differing } from './difference.ts'
import { partsOf, planOfParts } from './parts.ts'
import type { ShakeContext } from './context.ts'
import type { How } from './run-planned.ts'
import { shrink } from './shrink.ts'

/** A run that differed once and then does not is tried so many times in all. */
const tries = 3
/** So often nothing is done to it, to see whether it fails by itself. */
const aloneTries = 2
/** Runs that shrink one at most, and milliseconds for them: as long as so many that use up their patience. */
const mostTries = 80
const mostTime = 15_000
const patientTries = 15

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
  /** Nothing: it only took longer than a run that searches gives it, or another process had a port that was free. */
  | { readonly kind: 'slow' }

/** A suspect that something is reported of. */
export type Confirmed = Exclude<Finding, { kind: 'slow' }>

/** Runs a suspect again: whether it fails each time, also without its plan, and with how little of it. Nothing where it was interrupted. */
export async function confirm(suspect: Suspect, context: ShakeContext, shrinks: boolean): Promise<Finding | undefined> {
  const { plan, differing } = suspect
  const again = await repeat(plan, context, tries)
  if (context.over()) return undefined
  const { differing: reproduced } = again
  if (reproduced === undefined && machineCodes.has(differing.result.failure.code)) return { kind: 'slow' }
  if (again.runs > 1 || reproduced === undefined)
    return {
      kind: 'unsteady',
      differing: reproduced ?? differing,
      failed: reproduced === undefined ? 1 : 2,
      runs: again.runs + 1,
    }
  const alone = await repeat({ faults: [] }, context, aloneTries)
  if (alone.differing !== undefined) return { kind: 'by-itself', differing: alone.differing }
  if (context.over()) return undefined
  return shrinks ? smallest(plan, reproduced, context) : { kind: 'reproduced', plan, differing: reproduced }
}

/** What may be the machine's: what only waits may be slow, and another process may have taken a free port that was not bound yet. */
export const machineCodes: ReadonlySet<string> = new Set([
  'expectation-not-met',
  'step-timeout',
  'scenario-timeout',
  'never-idle',
  'not-ready',
  'port-in-use',
])

/** The same plan again, until a run of it differs. */
async function repeat(
  plan: Plan,
  context: ShakeContext,
  most: number,
): Promise<{ readonly differing?: Differing; readonly runs: number }> {
  for (let runs = 1; runs <= most; runs++) {
    context.announce(partsOf(plan).length === 0 ? 'tried without changes' : 'tried again')
    const differing = await differs(plan, context, { patience: context.patience.decide, kept: true })
    if (differing !== undefined) return { differing, runs }
    if (context.over()) break
  }
  return { runs: most }
}

/** How a run with this plan differs; nothing when it does not, or was interrupted. */
export async function differs(
  plan: Plan,
  context: ShakeContext,
  how: Omit<How, 'plan'>,
): Promise<Differing | undefined> {
  const { result } = await context.run({ plan, ...how })
  return context.over() ? undefined : differenceOf(result, context.expected)
}

/** The least of a plan that fails in the same way. */
async function smallest(plan: Plan, found: Differing, context: ShakeContext): Promise<Finding> {
  // On a busy machine each run takes longer, and as many are needed.
  const until = context.now() + Math.max(mostTime, patientTries * context.patience.search)
  const over = (): boolean => context.over() || context.now() > until
  const parts = await shrink(
    partsOf(plan),
    async (some) => {
      context.announce(`shrinking to ${counted(some.length, 'change')}`)
      const differing = await differs(planOfParts(some), context, { patience: context.patience.search })
      return differing?.key === found.key
    },
    { tries: mostTries, over },
  )
  const shrunk = planOfParts(parts)
  if (parts.length === partsOf(plan).length) return { kind: 'reproduced', plan, differing: found }
  // What searches is in a hurry: the plan that is reported has been run without it.
  const decided = await differs(shrunk, context, { patience: context.patience.decide, kept: true })
  return decided === undefined
    ? { kind: 'reproduced', plan, differing: found }
    : { kind: 'reproduced', plan: shrunk, differing: decided }
}
