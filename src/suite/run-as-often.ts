import type { ScenarioResult } from '../model/result.ts'
import type { Once } from './attempts.ts'
import type { Entry } from './entry.ts'
import type { SuiteHost, SuiteOptions } from './options.ts'

type Options = Pick<SuiteOptions, 'retries' | 'repeat' | 'bail' | 'out' | 'base'>

/** Runs one entry as often as is asked for. The code for more than one run is loaded where there may be one. */
export async function runAsOften(
  entry: Entry,
  once: Once,
  { retries = 0, repeat, bail, out, base }: Options,
  { cwd, services }: Pick<SuiteHost, 'cwd' | 'services'>,
  over: () => boolean,
): Promise<ScenarioResult> {
  if (retries === 0 && repeat === undefined) return once({})
  const [{ withRepeats, withRetries }, { attemptFiles }] = await Promise.all([
    import('./attempts.ts'),
    import('./attempt-files.ts'),
  ])
  const files = attemptFiles({ out, cwd: base ?? cwd, entry }, services.shown)
  files.clear()
  return repeat === undefined
    ? withRetries(once, retries, { over, setAside: files.setAside })
    : withRepeats(once, { repeat, bail }, { over })
}
