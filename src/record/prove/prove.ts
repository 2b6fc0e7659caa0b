import { sameTranscript } from '../../transcript/compare.ts'
import type { Transcript } from '../../model/transcript.ts'
import { writeTranscript } from '../../transcript/write.ts'
import type { Draft } from '../draft.ts'
import { writeDraft } from '../write-draft.ts'
import { Budget } from './budget.ts'
import { improvementsOf } from './improvements.ts'
import type { Repaired } from './repair.ts'
import type { DraftRun } from './run-draft.ts'
import { tryDraft, type Tried, type TryOptions } from './try-draft.ts'
import { withRemark } from './unproved.ts'

export interface ProveOptions extends TryOptions {
  /** Seconds after which no further run begins; what there is then is the result. */
  readonly seconds?: number
  /** Called before each run: how many, and how many repairs, have been made. */
  readonly onRun?: (runs: number, repairs: number) => void
}

/** What became of a draft. */
export interface Proved {
  readonly draft: Draft
  /** The scenario's text. */
  readonly text: string
  /** The text of its transcript; absent unless it passed. */
  readonly transcript?: string
  readonly verdict: 'proved' | 'not-proved' | 'interrupted'
  /** What was changed and why, a line each. */
  readonly findings: readonly string[]
  /** Why it is not proved, in one sentence. */
  readonly why?: string
  /** The run that shows it. */
  readonly run?: DraftRun
  readonly runs: number
}

/**
 * Runs a draft, repairs what does not hold, and runs it again, until as many runs as asked for and one with its bytes cut at random give
 * the same transcript. Nothing is written. It ends with what there is after 30 repairs, when the time is over, and when it is interrupted.
 */
export async function prove(draft: Draft, options: ProveOptions): Promise<Proved> {
  const budget = new Budget(options)
  let state: Repaired = { draft, findings: [] }
  let best: Best | undefined
  budget.isNew(writeDraft(draft))
  for (;;) {
    const tried = await tryDraft(state.draft, options, budget)
    best = betterOf(best, state, tried)
    const goesBack = best !== undefined && (best.state === state || state.keepsRows === true)
    const from = best !== undefined && goesBack ? best.state : state
    const next = firstNew(goesBack ? improvementsOfBest(best, options) : repairsOf(tried), budget)
    if (next === undefined) return proved(best?.state ?? state, best?.tried ?? tried, budget)
    state = { ...next, findings: [...from.findings, ...next.findings] }
  }
}

/** The last draft that was proved. */
interface Best {
  readonly state: Repaired
  readonly tried: { readonly transcript: Transcript }
}

/** An attempt that passes with another transcript is not better. */
function betterOf(best: Best | undefined, state: Repaired, tried: Tried): Best | undefined {
  if (!('transcript' in tried)) return best
  const loses =
    state.keepsRows === true && best !== undefined && !sameTranscript(best.tried.transcript, tried.transcript)
  return loses ? best : { state, tried }
}

const improvementsOfBest = (best: Best | undefined, { seen = new Map() }: ProveOptions): Iterable<Repaired> =>
  best === undefined ? [] : improvementsOf(best.state.draft, best.tried.transcript, seen)

const repairsOf = (tried: Tried): Iterable<Repaired> => ('repairs' in tried ? tried.repairs : [])

/** The first repair that makes another draft than all that were tried. */
function firstNew(repairs: Iterable<Repaired>, budget: Budget): Repaired | undefined {
  if (!budget.mayRepair) return undefined
  for (const repaired of repairs) if (budget.isNew(writeDraft(repaired.draft))) return repaired
  return undefined
}

function proved({ draft, findings }: Repaired, tried: Tried, { runs }: Budget): Proved {
  if ('transcript' in tried) {
    const text = writeDraft(draft)
    return { draft, text, transcript: writeTranscript(tried.transcript), verdict: 'proved', findings, runs }
  }
  if ('stopped' in tried && tried.stopped === 'interrupted')
    return { draft, text: writeDraft(draft), verdict: 'interrupted', findings, why: 'it was interrupted', runs }
  const why = 'why' in tried ? tried.why : 'the time for it is over'
  const remarked = withRemark(draft, why, 'run' in tried ? tried.run.place : undefined)
  const run = 'run' in tried ? { run: tried.run } : {}
  return { draft: remarked, text: writeDraft(remarked), verdict: 'not-proved', findings, why, ...run, runs }
}
