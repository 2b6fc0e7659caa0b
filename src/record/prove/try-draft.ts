import { sameTranscript } from '../../transcript/compare.ts'
import type { Transcript } from '../../model/transcript.ts'
import type { Draft } from '../draft.ts'
import { writeDraft } from '../write-draft.ts'
import type { Budget } from './budget.ts'
import { repairsOfCuts, repairsOfDifferences, repairsOfFailures } from './repairs.ts'
import type { Repaired } from './repair.ts'
import type { SeenLines } from './seen-lines.ts'
import { runDraft, type DraftRun, type Proving } from './run-draft.ts'

export interface TryOptions extends Proving {
  /** So many runs in a row must give the same transcript; one more has its bytes cut at random. */
  readonly runs: number
  /** Of the cuts. */
  readonly seed: number
  /** The recorded conversation, which was an earlier run. */
  readonly seen?: SeenLines
}

/** What the runs of one draft came to: the one transcript, or what might repair the draft. */
export type Tried =
  | { readonly transcript: Transcript }
  | { readonly stopped: 'interrupted' | 'time' }
  | { readonly why: string; readonly run: DraftRun; readonly repairs: Iterable<Repaired> }

/** Runs a draft as often as asked for, and once more with its bytes cut; ends at the first run that fails. */
export async function tryDraft(draft: Draft, options: TryOptions, budget: Budget): Promise<Tried> {
  const text = writeDraft(draft)
  const transcripts: Transcript[] = []
  let run: DraftRun | undefined
  for (let number = 0; number < options.runs; number++) {
    run = await runOnce(text, options, budget)
    if (run === undefined) return { stopped: budget.stopped ?? 'interrupted' }
    if (!hasPassed(run)) return { why: whyNot(run), run, repairs: repairsOfFailures(draft, run, options.seen) }
    transcripts.push(run.transcript)
  }
  const [whole] = transcripts as [Transcript]
  if (transcripts.some((other) => !sameTranscript(whole, other)))
    return {
      why: 'its transcript is not the same each time',
      run: run as DraftRun,
      repairs: repairsOfDifferences(draft, transcripts),
    }
  const cut = await runOnce(text, options, budget, options.seed)
  if (cut === undefined) return { stopped: budget.stopped ?? 'interrupted' }
  if (hasPassed(cut) && sameTranscript(whole, cut.transcript)) return { transcript: whole }
  const why = hasPassed(cut)
    ? 'its transcript depends on where the network cuts the bytes'
    : `${whyNot(cut)}, when the bytes are cut at other places`
  return { why, run: cut, repairs: repairsOfCuts(draft, whole, cut) }
}

/** One run; nothing where the time is over or the run was interrupted. */
async function runOnce(
  text: string,
  options: TryOptions,
  budget: Budget,
  seed?: number,
): Promise<DraftRun | undefined> {
  if (budget.stopped !== undefined) return undefined
  budget.countRun()
  const { host } = options
  const run = await runDraft(text, options, seed)
  // A server that begins more slowly than it did when it was recorded is as ready as it was then.
  const isHasty = run.failure?.code === 'not-ready' && (host.timeoutScale ?? 1) < 1 && !host.signal.aborted
  const unhurried = isHasty ? await runDraft(text, { ...options, host: { ...host, timeoutScale: 1 } }, seed) : run
  return host.signal.aborted ? undefined : unhurried
}

const hasPassed = (run: DraftRun): run is DraftRun & { readonly transcript: Transcript } =>
  run.status === 'passed' && run.transcript !== undefined

const whyNot = ({ status, failure, problems, skipped }: DraftRun): string =>
  failure?.message ?? problems[0]?.message ?? skipped ?? `it is ${status}`
