import type { Problem } from '../model/problem.ts'
import type { ScenarioResult } from '../model/result.ts'
import type { Files } from '../pipeline.ts'
import { keptTimings, timingsFile } from './kept-timings.ts'
import { keepFailed } from './last-run.ts'
import type { SuiteOptions } from './options.ts'

type Place = Parameters<typeof keepFailed>[0] & Pick<SuiteOptions, 'timings'>

/** What a run leaves in the output folder for the next one. */
export function keeping(place: Place, files: Files) {
  const ran = { all: new Set<string>(), failed: new Set<string>() }
  const timings = keptTimings(timingsFile(place.out), files)
  return {
    timings,
    add(id: string, result: ScenarioResult, passed: boolean): void {
      ran.all.add(id)
      if (!passed) ran.failed.add(id)
      timings.add(id, result)
    },
    /** `whole`: all scenarios that there are have run. Problems are warnings: the run itself is not worse for them. */
    keep(whole: boolean): Problem[] {
      // The next shard, perhaps in the same folder, is cut by the same timings.
      const problem = place.timings === timingsFile(place.out) ? undefined : timings.keep(whole)
      return [
        keepFailed(place, ran, files) ?? [],
        problem === undefined ? [] : { ...problem, severity: 'warning' as const },
      ].flat()
    },
  }
}
