import type { Problem } from '../model/problem.ts'
import type { Progress, Shard, Summary } from '../model/progress.ts'
import { runReporters, type Outlet } from '../report/reporters-run.ts'
import { broadcast } from '../report/stream.ts'
import { hideFromGit } from '../suite/hide-from-git.ts'
import type { SuiteHost, SuiteOptions } from '../suite/options.ts'
import { runSuite } from '../suite/run-suite.ts'
import { keepRun } from './keep-run.ts'
import { lastReport } from './last-report.ts'
import { announce, outletsFor, type Reporting } from './outlets.ts'
import type { RunArgs } from './prepare-run.ts'
import { recordingsIn } from './recordings.ts'
import type { Shell } from './shell.ts'
import { reportProblems } from './tools.ts'

/** A suite, and what runs it where that is not this process. */
export interface Suite {
  readonly options: SuiteOptions
  readonly host: SuiteHost
  readonly runnerFor?: Parameters<typeof runSuite>[3]
  /** Gets each event that the reporters get. */
  readonly seen?: (progress: Progress) => void
}

/** Runs a suite with the reporters of the call; an exit code where it cannot run, which has been reported. */
export async function runReported(
  args: RunArgs,
  shell: Shell,
  { options: chosen, host, ...how }: Suite,
  placed: (suite: Suite) => Promise<Suite | { readonly code: number }>,
): Promise<{ readonly summary: Summary; readonly problems: readonly Problem[] } | { readonly code: number }> {
  const { reporters } = host.services.builtIn
  const reporting = await outletsFor(args.reporter, reporters, shell, host.services.files, reportingOf(args, chosen))
  if ('problem' in reporting) return { code: await reportProblems(shell, args, [reporting.problem]) }

  const suite = await placed({ options: { ...chosen, watched: isWatched(reporting.outlets) }, host, ...how })
  if ('code' in suite) return suite
  const stream = broadcast()
  const recordings = recordingsIn([host.cwd], host.services)
  const kept = keepRun(chosen.out, host.services.files)
  const reported = runReporters(stream, [...reporting.outlets, kept], recordings)
  const last = lastReport(stream, reported, shell.now, args['allow-flaky'])
  shell.dying?.add(last.report)
  const publish = (progress: Progress): void => {
    last.publish(progress)
    suite.seen?.(progress)
  }
  const summary = await runSuite(suite.options, suite.host, publish, suite.runnerFor)
  stream.end()
  const problems = await reported
  shell.dying?.delete(last.report)
  // A report may be the first file there, where no scenario has run.
  hideFromGit(chosen.out, host.services.files, { cwd: host.cwd, ...chosen })
  await announce(reporting.outlets, shell, host.services.shown)
  if (problems.length > 0) await reportProblems(shell, args, problems)
  return { summary, problems }
}

const isWatched = (outlets: readonly Outlet[]): boolean => outlets.some(({ terminal }) => terminal.isTTY)

const reportingOf = ({ color, verbose, out }: RunArgs, { shard }: { readonly shard?: Shard }): Reporting => ({
  color,
  verbose,
  out,
  ...(shard === undefined ? {} : { shard }),
})

/** The exit code of a suite whose reporters had these problems. */
export function exitCodeOf({ exitCode, passed }: Summary, problems: readonly Problem[], shell: Shell): number {
  if (passed > 0) shell.passed?.()
  return exitCode === 0 && problems.length > 0 ? 1 : exitCode
}
