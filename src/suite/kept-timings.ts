import path from 'node:path'
import type { Problem } from '../model/problem.ts'
import type { ScenarioResult } from '../model/result.ts'
import type { Files } from '../pipeline.ts'
import { outcomeOf, type Outcome } from '../report/summary.ts'
import { learned, parseTimings, timingsText, type Timings } from './timings.ts'

/** How long scenarios take, in a file that every run adds to. */
export interface KeptTimings {
  known(): Timings
  add(id: string, result: ScenarioResult): void
  /** Adds what ran; of a whole suite, entries that are gone are left out. */
  keep(whole: boolean): Problem | undefined
}

/** The file in the output folder. */
export const timingsFile = (out: string): string => path.join(out, 'timings.json')

/** A file that is not there, or damaged, is as one without timings. */
export function keptTimings(file: string, files: Pick<Files, 'read' | 'write'>): KeptTimings {
  const run = new Map<string, number>()
  const ids = new Set<string>()
  let read: Timings | undefined
  const known = (): Timings => (read ??= timingsAt(file, files) ?? new Map<string, readonly number[]>())
  return {
    known,
    add(id, result) {
      ids.add(id)
      if (judged.has(outcomeOf(result)) && result.repeats === undefined) run.set(id, result.duration)
    },
    keep(whole) {
      const all = learned(known(), run)
      const left = whole ? new Map([...all].filter(([id]) => ids.has(id))) : all
      return all === known() && left.size === all.size ? undefined : files.write(file, timingsText(left))
    },
  }
}

/** The others have not run to their end. */
const judged: ReadonlySet<Outcome> = new Set(['passed', 'flaky', 'failed'])

/** The timings in a file; undefined when it cannot be read or is damaged. */
export function timingsAt(file: string, files: Pick<Files, 'read'>): Timings | undefined {
  const read = files.read(file)
  return 'bytes' in read ? parseTimings(new TextDecoder().decode(read.bytes)) : undefined
}

/** A warning: shards are cut otherwise than was asked for. */
export const withoutTimings = (shown: string): Problem => ({
  code: 'timings-unreadable',
  message: `${shown} has no timings, so shards are cut by the paths of the scenarios`,
  hint: 'give all shards the same file; a run writes one into its output folder, and “scenario merge --timings FILE” one of all shards',
  severity: 'warning',
})
