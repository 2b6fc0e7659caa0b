import type { ScenarioResult } from '../model/result.ts'
import type { Once } from './attempts.ts'
import type { Entry } from './entry.ts'
import type { SuiteHost, SuiteOptions } from './options.ts'

type Options = Pick<SuiteOptions, 'retries' | 'repeat' | 'seed' | 'bail' | 'out' | 'base'>

/** Runs one entry as often as is asked for. The code for more than one run is loaded where there may be one. */
export async function runAsOften(
  entry: Entry,
  once: Once,
  { retries = 0, repeat, seed, bail, out, base }: Options,
  { cwd, services }: Pick<SuiteHost, 'cwd' | 'services'>,
  over: () => boolean,
): Promise<ScenarioResult> {
  if (retries === 0 && repeat === undefined) return once({})
  const [{ withRepeats, withRetries }, { attemptFiles }, { comparingRuns }] = await Promise.all([
    import('./attempts.ts'),
    import('./attempt-files.ts'),
    import('./compare-attempts.ts'),
  ])
  const files = attemptFiles({ out, cwd: base ?? cwd, entry }, services.shown)
  files.clear()
  const compared = comparingRuns(once, { ...(repeat !== undefined && { repeat }), ...(seed !== undefined && { seed }) })
  const result =
    repeat === undefined
      ? await withRetries(compared.once, retries, { over, setAside: files.setAside })
      : await withRepeats(compared.once, { repeat, bail }, { over })
  return compared.over(result)
}
