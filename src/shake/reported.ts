import type { ScenarioResult } from '../model/result.ts'
import type { ShakeContext } from './context.ts'
import type { Confirmed } from './finding.ts'
import { resultOf, withWritten, type About } from './result.ts'
import { wordsOfPlan } from './words.ts'
import { writeFinding } from './write-finding.ts'

/** A finding as a result, written as a scenario where that is asked for. `run` is absent where no run of a seed has found it. */
export async function reported(
  finding: Confirmed,
  run: number | undefined,
  about: About,
  { patience }: ShakeContext,
): Promise<ScenarioResult> {
  const result = resultOf(finding, run, about)
  const name = finding.kind === 'reproduced' ? about.shaking.nameOfNext?.() : undefined
  if (finding.kind !== 'reproduced' || name === undefined) return result
  const { plan, differing } = finding
  const found = { plan, differing, words: wordsOfPlan(plan, about.streams), patience: patience.decide }
  return withWritten(result, await writeFinding(name, found, about.subject))
}
