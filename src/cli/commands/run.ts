import type { Problem } from '../../model/problem.ts'
import type { Shard, Summary } from '../../model/progress.ts'
import { runReporters, type Outlet } from '../../report/reporters-run.ts'
import { broadcast } from '../../report/stream.ts'
import { hideFromGit } from '../../suite/hide-from-git.ts'
import type { SuiteHost, SuiteOptions } from '../../suite/options.ts'
import { runSuite } from '../../suite/run-suite.ts'
import type { withFileBehindChanged } from '../changed-flag.ts'
import { lastReport } from '../last-report.ts'
import { outletsFor, type Reporting } from '../outlets.ts'
import { prepareRun, type RunArgs } from '../prepare-run.ts'
import type { Shell } from '../shell.ts'
import { reportProblems } from '../tools.ts'

/** Runs scenarios and reports them; the exit code is that of docs/cli.md. */
export async function execute(called: RunArgs, around: Shell): Promise<number> {
  const { args, shell } = await inFull(called, around)
  const prepared = await prepareRun(args, shell)
  if ('code' in prepared) return prepared.code
  const { options: chosen, host } = prepared
  const { services } = host
  if (args.list === true) return (await import('../list-run.ts')).listRun(args, chosen, host, shell)
  const reporting = await outletsFor(
    args.reporter,
    services.builtIn.reporters,
    shell,
    services.files,
    reportingOf(args, chosen),
  )
  if ('problem' in reporting) return reportProblems(shell, args, [reporting.problem])

  const options = { ...chosen, watched: isWatched(reporting.outlets) }
  const suite = await placeOf(args, { options, host }, shell)
  if ('code' in suite) return suite.code
  const stream = broadcast()
  const reported = runReporters(stream, reporting.outlets)
  const last = lastReport(stream, reported, shell.now, args['allow-flaky'])
  shell.dying?.add(last.report)
  const summary = await runSuite(suite.options, suite.host, last.publish, suite.runnerFor)
  stream.end()
  const problems = await reported
  // A report may be the first file there, where no scenario has run.
  hideFromGit(chosen.out, services.files, { cwd: host.cwd, ...chosen })
  if (problems.length > 0) await reportProblems(shell, args, problems)
  return exitCodeOf(summary, problems, shell)
}

/** A word behind `--changed` may be a file. */
const inFull = async (args: RunArgs, shell: Shell): ReturnType<typeof withFileBehindChanged> =>
  (args.changed ?? '') === ''
    ? { args, shell }
    : (await import('../changed-flag.ts')).withFileBehindChanged(args, shell)

interface Suite {
  readonly options: SuiteOptions
  readonly host: SuiteHost
  readonly runnerFor?: Parameters<typeof runSuite>[3]
}

/** Where the scenarios run: in this process, in others, or on a queue; an exit code where that cannot be, which has been reported. */
async function placeOf(args: RunArgs, suite: Suite, shell: Shell): Promise<Suite | { readonly code: number }> {
  if (args.queue !== undefined) return (await import('../queue/run-queue.ts')).queued(args, suite, shell)
  if (args.isolate !== true) return suite
  return { ...suite, runnerFor: (await import('../isolate.ts')).isolating(shell, suite.options) }
}

const isWatched = (outlets: readonly Outlet[]): boolean => outlets.some(({ terminal }) => terminal.isTTY)

const reportingOf = ({ color, verbose, out }: RunArgs, { shard }: { readonly shard?: Shard }): Reporting => ({
  color,
  verbose,
  out,
  ...(shard === undefined ? {} : { shard }),
})

function exitCodeOf({ exitCode, passed }: Summary, problems: readonly Problem[], shell: Shell): number {
  if (passed > 0) shell.passed?.()
  return exitCode === 0 && problems.length > 0 ? 1 : exitCode
}
