import type { Problem } from '../model/problem.ts'
import { check, type Checked } from '../pipeline.ts'
import { scenarioDeadline } from '../run/time/scaled.ts'
import { claimsOf } from './claims.ts'
import type { Entry } from './entry.ts'
import type { SuiteHost, SuiteOptions } from './options.ts'
import { partFor, type Part } from './parts.ts'
import { runOne } from './run-one.ts'
import type { Ready, Runner, Task } from './runner.ts'

/** A scenario that was checked in this process. */
export interface ReadyHere extends Ready {
  readonly title: string
  /** Milliseconds that one run may take, without its teardown; 0 for what is invalid. */
  readonly limit: number
}

export interface RunnerHere extends Runner {
  check(task: Task): Promise<ReadyHere>
}

/** Runs scenarios in this process, each with `play`. */
export const runHere = (suite: SuiteOptions, around: SuiteHost, play: typeof runOne = runOne): RunnerHere => ({
  async check({ entry, clash, watched }) {
    const { options, host } = await withOwnValues(entry, partFor(entry, suite, around))
    const checked = withClash(await check(entry.file, host.services), clash)
    const { scenario, title } = checked
    return {
      title,
      limit: scenario === undefined ? 0 : scenarioDeadline({ scenario, host: options }),
      claims: claimsOf(checked),
      run: (among, publish) => play(entry, checked, { ...options, ...among }, host, publish, watched),
    }
  },
  close: () => Promise.resolve([]),
})

/** The part of an entry, with the values of the matrix that this one has. */
export async function withOwnValues(entry: Entry, { options, host }: Part): Promise<Part> {
  if (options.matrix === undefined) return { options, host }
  const { withValues } = await import('./matrix.ts')
  return { options, host: { ...host, services: withValues(host.services, options.matrix, entry, options.transcripts) } }
}

function withClash(checked: Checked, clash: Problem | undefined): Checked {
  if (clash === undefined) return checked
  const { scenario: _, ...rest } = checked
  return { ...rest, problems: [...checked.problems, clash] }
}
