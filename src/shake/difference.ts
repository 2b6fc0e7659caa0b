import type { Failure, ScenarioResult } from '../model/result.ts'
import type { Transcript } from '../model/transcript.ts'
import { compareTranscripts, sameTranscript } from '../transcript/compare.ts'

/** A run that did not come to what the run before it came to: it failed, or its transcript is another. */
export interface Differing {
  /** A result that has failed, with its failure. */
  readonly result: ScenarioResult & { readonly failure: Failure }
  /** Findings with the same key are the same mistake, as far as it shows. */
  readonly key: string
}

/** How a run differs from the transcript that it should have; undefined when it does not. */
export async function differenceOf(result: ScenarioResult, expected: Transcript): Promise<Differing | undefined> {
  const { status, transcript } = result
  if (status !== 'passed' || transcript === undefined) {
    const failed = withFailure(result)
    return { result: failed, key: `${failed.failure.code} ${failed.failure.lane ?? ''}` }
  }
  if (sameTranscript(expected, transcript)) return undefined
  const difference = await compareTranscripts(expected, transcript)
  const { lane = '' } = difference.parts ?? {}
  const found: Failure = {
    code: 'transcript-differs',
    message: 'the conversation differs from the one that nothing was done to',
    ...(difference.parts === undefined ? {} : { lane }),
  }
  const file = result.transcriptFile ?? result.file
  const comparison = { outcome: 'differs' as const, file, difference, committed: expected }
  return { result: { ...result, status: 'failed', failure: found, comparison }, key: `transcript-differs ${lane}` }
}

/** A run that did not pass, with its failure; one that was skipped or has no transcript has none of its own. */
export const withFailure = (result: ScenarioResult): Differing['result'] => ({
  ...result,
  failure: result.failure ?? { code: 'run-failed', message: result.skipped ?? `the run is ${result.status}` },
})
