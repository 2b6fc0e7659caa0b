import type { Progress } from '../model/progress.ts'
import type { ScenarioResult } from '../model/result.ts'
import type { Checked } from '../pipeline.ts'
import type { AmongRuns } from './attempts.ts'
import type { Entry } from './entry.ts'
import type { SuiteHost, SuiteOptions } from './options.ts'
import { runOne } from './run-one.ts'

/** Runs one entry, whose file is checked, as often as is asked for; never rejects. The code for more than one run is loaded where there may be one. */
export async function runAsOften(
  entry: Entry,
  checked: Checked,
  options: SuiteOptions,
  host: SuiteHost,
  publish: (progress: Progress) => void,
  { watched, over }: { readonly watched: boolean; readonly over: () => boolean },
): Promise<ScenarioResult> {
  const { retries = 0, repeat } = options
  const once = (among: AmongRuns) => runOne(entry, checked, { ...options, ...among }, host, publish, watched)
  if (retries === 0 && repeat === undefined) return once({})
  const [{ withRepeats, withRetries }, { attemptFiles }] = await Promise.all([
    import('./attempts.ts'),
    import('./attempt-files.ts'),
  ])
  const files = attemptFiles({ out: options.out, cwd: options.base ?? host.cwd, entry }, host.services.shown)
  files.clear()
  return repeat === undefined
    ? withRetries(once, retries, { over, setAside: files.setAside })
    : withRepeats(once, { repeat, bail: options.bail }, { over })
}
