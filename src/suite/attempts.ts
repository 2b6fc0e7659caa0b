import type { Attempt, Repeats, ScenarioResult } from '../model/result.ts'
import { outcomeOf } from '../report/summary.ts'
import type { Source } from '../model/span.ts'
import { defined } from '../text/defined.ts'

/** How one run among several of the same scenario differs from a single one. */
export interface AmongRuns {
  /** Stands in the names of its files before their extension: `.run-007`. */
  readonly suffix?: string
  /** For a person: `attempt 2`. */
  readonly attempt?: string
  /** A transcript that differs is not kept, since another run follows. */
  readonly another?: boolean
  /** It may write transcripts as `--update` does; only one run of several may. */
  readonly update?: boolean
  /** Its result has the events of the run. */
  readonly events?: boolean
}

/** Runs the scenario once. */
export type Once = (among: AmongRuns) => Promise<ScenarioResult>

/** What the runs of one scenario need besides running it. */
export interface AttemptsHost {
  /** True once nothing more is to be begun. */
  over(): boolean
  /** Moves the files of an attempt out of the way of the next one, and answers where they are now. */
  setAside(result: ScenarioResult, attempt: number): Pick<ScenarioResult, 'recording' | 'kept'>
}

/**
 * Runs a scenario that fails or is broken again, up to so many times. The result is that of the last attempt, with the attempts before
 * it in `earlier`. What is invalid or skipped, or a bug of ours, is not tried again.
 */
export async function withRetries(once: Once, retries: number, host: AttemptsHost): Promise<ScenarioResult> {
  const earlier: Attempt[] = []
  const sources = new Map<string, Source>()
  for (let attempt = 1; ; attempt += 1) {
    const last = attempt > retries
    const result = await once({ another: !last, ...(attempt > 1 ? { attempt: `attempt ${attempt}` } : {}) })
    for (const [file, source] of result.sources) sources.set(file, source)
    if (last || !mayPassNow(result) || host.over())
      return earlier.length === 0 ? result : { ...result, sources, attempts: attempt, earlier }
    const { recording: _, kept: __, ...rest } = result
    earlier.push(attemptOf({ ...rest, ...host.setAside(result, attempt) }))
  }
}

/**
 * Runs a scenario so many times, one after another, also when some runs do not pass; with `bail` until the first that does not. The
 * result is that of the first run that did not pass, else of the last one; its duration is that of all runs together.
 */
export async function withRepeats(
  once: Once,
  { repeat, bail }: { readonly repeat: number; readonly bail: boolean },
  host: Pick<AttemptsHost, 'over'>,
): Promise<ScenarioResult> {
  const counts = { runs: 0, failed: 0, broken: 0 }
  let duration = 0
  let first: ScenarioResult | undefined
  for (let run = 1; ; run += 1) {
    const result = await once({
      suffix: suffixOf(run, repeat),
      attempt: `run ${run} of ${repeat}`,
      another: run < repeat,
      ...(run > 1 ? { update: false } : {}),
    })
    const outcome = outcomeOf(result)
    if (outcome === 'invalid' || outcome === 'skipped') return result
    const interrupted = result.failure?.code === 'interrupted'
    if (!interrupted) counted(counts, outcome)
    duration += result.duration
    if (outcome !== 'passed') first ??= result
    const isLast = run === repeat || interrupted || (bail && first !== undefined) || host.over()
    if (isLast) return repeated(first ?? result, counts, duration)
  }
}

function counted(counts: { -readonly [Key in keyof Repeats]: number }, outcome: string): void {
  counts.runs += 1
  if (outcome === 'failed' || outcome === 'broken') counts[outcome] += 1
}

const repeated = (result: ScenarioResult, repeats: Repeats, duration: number): ScenarioResult => ({
  ...result,
  duration,
  attempts: Math.max(1, repeats.runs),
  repeats,
})

/** `.run-007`: with as many digits as the last one has, so that they are in order. */
const suffixOf = (run: number, of: number): string =>
  `.run-${String(run).padStart(Math.max(3, String(of).length), '0')}`

/** Whether another attempt may come to something else: not for a mistake in a file, nor for what is missing here or a bug of ours. */
function mayPassNow(result: ScenarioResult): boolean {
  const outcome = outcomeOf(result)
  const code = result.failure?.code
  return (outcome === 'failed' || outcome === 'broken') && code !== 'internal-error' && code !== 'interrupted'
}

function attemptOf(result: ScenarioResult): Attempt {
  const { status, failure, comparison, duration, transcript, transcriptFile, recording, kept } = result
  return { status, duration, ...defined({ failure, comparison, transcript, transcriptFile, recording, kept }) }
}
