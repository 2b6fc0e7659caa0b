import { check, run } from '../../pipeline.ts'
import { recordedToDraw, type ToDraw } from '../../pipeline/open-to-draw.ts'
import type { Problem } from '../../model/problem.ts'
import type { ScenarioResult } from '../../model/result.ts'
import type { Source } from '../../model/span.ts'
import type { ReviewHost } from '../../review/host.ts'
import type { Entry } from '../../suite/entry.ts'
import { hideFromGit } from '../../suite/hide-from-git.ts'
import { partFor } from '../../suite/parts.ts'
import { planOf } from '../../suite/plan.ts'
import { withOwnValues } from '../../suite/run-here.ts'
import { placesOf } from '../../suite/run-one.ts'
import { valuesPart } from '../../suite/paths.ts'
import type { Subject } from './subjects.ts'

/** A run that can be drawn, or why there is none. */
export type Ran =
  | { readonly drawn: ToDraw; readonly result: ScenarioResult }
  | { readonly problems: readonly Problem[]; readonly sources?: ReadonlyMap<string, Source>; readonly code: 1 | 2 | 3 }

/** The entries of a scenario that are meant: with the values and the project that it was named with, all without. */
export async function entriesToRun(
  { scenario }: Subject,
  { options, host }: ReviewHost,
): Promise<{ readonly entries: readonly Entry[] } | { readonly problems: readonly Problem[] }> {
  const { file, values = '', project } = scenario ?? { file: '' }
  const { entries, problems } = await planOf({ ...options, paths: [file], tags: [] }, host)
  if (entries.length === 0) return { problems }
  const meant = entries.filter(
    (entry) => (values === '' || valuesPart(entry.matrix) === values) && (project ?? entry.project) === entry.project,
  )
  const unknown: Problem = {
    code: 'usage',
    message: `no run of this scenario has these values`,
    hint: 'give them with --matrix',
  }
  return meant.length === 0 ? { problems: [unknown] } : { entries: meant }
}

/**
 * Runs a scenario to draw it, also where it fails: nothing is compared, and of transcripts nothing is written; its recording is the last
 * one from now on.
 */
export async function runToDraw(entry: Entry, review: ReviewHost): Promise<Ran> {
  const { options, host } = await withOwnValues(entry, partFor(entry, review.options, review.host))
  const { services } = host
  const checked = await check(entry.file, services)
  if (checked.scenario === undefined) return { problems: checked.problems, sources: checked.sources, code: 2 }
  const { recordTo, keepTo } = placesOf(entry, options, host)
  const result = await run(checked, { ...host, vars: services.vars, recordTo, keepTo }, services)
  hideFromGit(options.out, services.files, { cwd: host.cwd, ...options })
  const { skipped } = result
  if (result.status === 'skipped' || skipped !== undefined)
    return {
      problems: [{ code: 'skipped', message: `${result.file} was skipped: ${skipped ?? 'it does not run here'}` }],
      code: 3,
    }
  const drawn = await recordedToDraw(recordTo, services, result.transcript)
  if (drawn !== undefined) return { drawn, result }
  const problem = result.failure ?? { code: 'run-failed', message: `${result.file} left no recording` }
  return { problems: [problem], sources: result.sources, code: 3 }
}
