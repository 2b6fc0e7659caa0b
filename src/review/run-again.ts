import type { Problem } from '../model/problem.ts'
import type { ScenarioResult } from '../model/result.ts'
import type { Files } from '../pipeline.ts'
import type { Entry } from '../suite/entry.ts'
import { withEachHost } from '../suite/parts.ts'
import { runSuite } from '../suite/run-suite.ts'
import { placesFor, withPaths } from './entries.ts'
import type { ReviewHost } from './host.ts'

/** A run of a scenario, with the transcript that is its own or that it shares. */
export interface Again {
  readonly committed: string
  readonly pending: string
  readonly result: ScenarioResult
}

/**
 * Runs a scenario with all its values and in all its projects, once each. `instead` has the text of files that are read as if they were so:
 * no transcript is written, and none is removed.
 */
export async function runAgain(
  file: string,
  review: ReviewHost,
  instead: ReadonlyMap<string, string>,
): Promise<{ readonly runs: readonly Again[]; readonly problems: readonly Problem[] }> {
  const one = withPaths(review, [file])
  const results: ScenarioResult[] = []
  const host = withEachHost(one.host, (each) => ({
    ...each,
    services: { ...each.services, files: readingInstead(each.services.files, instead) },
  }))
  const summary = await runSuite({ ...one.options, ci: false }, host, (progress) => {
    if (progress.type === 'scenario-ended') results.push(progress.result)
  })
  const runs = results.map((result): Again => {
    const entry = { file, id: '', ...result.variant } satisfies Entry
    return { ...placesFor(entry, review), result }
  })
  return { runs, problems: summary.problems.filter(({ code }) => code !== 'transcript-orphan') }
}

/** The transcripts of a folder are neither written nor removed; all else is as it is. */
function readingInstead(files: Files, instead: ReadonlyMap<string, string>): Files {
  const { writeSoon: _, ...rest } = files
  return {
    ...rest,
    read(file) {
      const text = instead.get(file)
      return text === undefined ? files.read(file) : { bytes: new TextEncoder().encode(text) }
    },
    exists: (file) => instead.has(file) || files.exists(file),
    write: (file, content) => (file.endsWith('.txt') ? undefined : files.write(file, content)),
    remove: (file) => (file.endsWith('.txt') ? undefined : files.remove(file)),
  }
}
