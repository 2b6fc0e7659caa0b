import type { Problem } from '../model/problem.ts'
import { check, type Checked } from '../pipeline.ts'
import { claimsOf } from './claims.ts'
import type { SuiteHost, SuiteOptions } from './options.ts'
import { partFor } from './parts.ts'
import { runOne } from './run-one.ts'
import type { Runner } from './runner.ts'

/** Runs scenarios in this process. */
export const runHere = (suite: SuiteOptions, around: SuiteHost): Runner => ({
  async check({ entry, clash, watched }) {
    const { options, host } = partFor(entry, suite, around)
    const checked = withClash(await check(entry.file, host.services), clash)
    return {
      claims: claimsOf(checked),
      run: (among, publish) => runOne(entry, checked, { ...options, ...among }, host, publish, watched),
    }
  },
  close: () => Promise.resolve([]),
})

function withClash(checked: Checked, clash: Problem | undefined): Checked {
  if (clash === undefined) return checked
  const { scenario: _, ...rest } = checked
  return { ...rest, problems: [...checked.problems, clash] }
}
