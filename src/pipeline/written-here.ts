import type { Problem } from '../model/problem.ts'
import type { ScenarioResult } from '../model/result.ts'
import { isOurs, removeStale, takeBaseline, verdictOf, type Baseline } from './baseline.ts'
import type { Services } from './services.ts'

/** What a run elsewhere would have written. */
export interface Unwritten {
  /** Its transcript, recorded or updated. */
  readonly transcript?: Uint8Array
  /** The new one of a run that differs. */
  readonly pending?: Uint8Array
}

interface Judging extends Baseline {
  readonly scenario: string
}

/**
 * The result of a run on another machine, when its transcript is written here by the rules of a run here. `baseline` is the one with which
 * it was compared there, of the same checkout, with the absolute path of the scenario.
 */
export async function writtenHere(
  result: ScenarioResult,
  { transcript, pending }: Unwritten,
  baseline: Judging,
  services: Services,
): Promise<ScenarioResult> {
  const { file, newFile } = baseline
  const { files } = services
  switch (result.comparison?.outcome) {
    case 'same':
      if (result.knownBug === undefined) removeStale(newFile, files)
      return result
    case 'differs': {
      const isKept = pending !== undefined && isOurs(newFile, files) && files.write(newFile, pending) === undefined
      if (isKept || result.comparison.newFile === undefined) return result
      const { newFile: _, ...comparison } = result.comparison
      return { ...result, comparison }
    }
    case 'recorded':
      // Another run of this suite may have recorded it meanwhile.
      if (files.exists(file)) return comparedHere(result, baseline, services)
      return written(result, files.write(file, transcript ?? ''), baseline, services)
    case 'updated':
      return written(result, files.write(file, transcript ?? ''), baseline, services)
    default:
      return result
  }
}

async function comparedHere(result: ScenarioResult, baseline: Judging, services: Services): Promise<ScenarioResult> {
  if (result.transcript === undefined) return result
  const comparison = await takeBaseline(result.transcript, { ...baseline, committed: undefined }, services)
  return judged({ ...result, comparison }, baseline, services)
}

function written(
  result: ScenarioResult,
  problem: Problem | undefined,
  baseline: Judging,
  services: Services,
): ScenarioResult {
  if (problem === undefined) {
    removeStale(baseline.newFile, services.files)
    return result
  }
  const comparison = { outcome: 'unreadable' as const, file: services.shown(baseline.file), problem }
  return judged({ ...result, comparison }, baseline, services)
}

function judged(result: ScenarioResult, baseline: Judging, services: Services): ScenarioResult {
  const verdict = result.comparison && verdictOf(result.comparison, baseline.scenario, baseline, services)
  if (verdict === undefined) return result
  const { status, failure, source } = verdict
  const sources = source === undefined ? result.sources : new Map([...result.sources, [source.file, source]])
  return { ...result, status, failure, sources }
}
