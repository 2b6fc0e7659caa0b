import { randomInt } from 'node:crypto'
import path from 'node:path'
import type { Problem } from '../../model/problem.ts'
import type { Shard, Summary } from '../../model/progress.ts'
import { broadcast } from '../../report/stream.ts'
import { runReporters, type Outlet } from '../../report/reporters-run.ts'
import { runSuite } from '../../suite/run-suite.ts'
import type { Common, Values, runFlags } from '../options.ts'
import { lastReport } from '../last-report.ts'
import { outletsFor, type Reporting } from '../outlets.ts'
import { versionOf } from '../package.ts'
import { baseOf, scenariosOf } from '../configured.ts'
import { servicesWithPlugins } from '../services.ts'
import type { Shell } from '../shell.ts'
import { inCi, readEnvironment, readVars, reportProblems } from '../tools.ts'
import { wrongUse } from '../run-usage.ts'
import { locatePath } from '../../registry/load.ts'
import { own } from '../../text/own.ts'

type Args = Common & Values<typeof runFlags> & { readonly files?: readonly string[] }

export async function execute(args: Args, shell: Shell): Promise<number> {
  const read = readVars(args.var)
  if ('problem' in read) return reportProblems(shell, args, [read.problem])
  const given = readEnvironment(args.env, shell.env)
  if ('problem' in given) return reportProblems(shell, args, [given.problem])
  const secrets = (args.secret ?? []).map((name) => ({ name, value: read.vars.get(name) ?? own(shell.env, name) }))
  const ci = inCi(args.ci, shell.env)
  const wrong = wrongUse(args, ci, secrets)
  if (wrong !== undefined) return reportProblems(shell, args, [{ code: 'usage', ...wrong }])
  const part = await partOf(args, shell)
  if ('problem' in part) return reportProblems(shell, args, [part.problem])
  const ready = await servicesWithPlugins(shell, read.vars)
  if ('problems' in ready) return reportProblems(shell, args, ready.problems, ready.sources)
  const { services } = ready
  const chosen = {
    ...suiteOptions(args),
    ...part,
    ...changesOf(args, shell),
    ci,
    watched: false,
    out: path.resolve(shell.cwd, args.out),
    scenarios: scenariosOf(shell),
    base: baseOf(shell),
  }
  if (args.list === true) return (await import('../list-run.ts')).listRun(args, chosen, services, shell)
  const reporting = outletsFor(
    args.reporter,
    services.builtIn.reporters,
    shell,
    services.files,
    reportingOf(args, part),
  )
  if ('problem' in reporting) return reportProblems(shell, args, [reporting.problem])

  const stream = broadcast()
  const reported = runReporters(stream, reporting.outlets)
  const last = lastReport(stream, reported, shell.now, args['allow-flaky'])
  shell.dying?.add(last.report)
  const options = { ...chosen, watched: isWatched(reporting.outlets) }
  const { cwd, env, tmpRoot, signal, now, wall, uncaughtHandlers } = shell
  const host = {
    services,
    cwd,
    env,
    ...given,
    tmpRoot,
    signal,
    now,
    wall,
    ...(uncaughtHandlers === undefined ? {} : { uncaughtHandlers }),
    secrets: secrets.map(({ name, value = '' }) => ({ name, value })),
    version: versionOf(shell.home),
  }
  const summary = await runSuite(options, host, last.publish)
  stream.end()
  const problems = await reported
  if (problems.length > 0) await reportProblems(shell, args, problems)
  return exitCodeOf(summary, problems, shell)
}

/** The configuration and its plugins are part of every scenario. */
function changesOf({ changed }: Args, { configuration }: Shell) {
  if (changed === undefined) return {}
  const { file, settings } = configuration ?? {}
  const plugins = settings?.plugins?.value ?? []
  const shared = file === undefined ? [] : [file, ...plugins.flatMap(({ text }) => locatePath(text, file) ?? [])]
  return { changed: { since: changed, shared } }
}

/** What the flags alone decide. */
const suiteOptions = (args: Args) => ({
  paths: args.files ?? [],
  jobs: args.jobs,
  bail: args.bail === true,
  ...(args.retries === undefined ? {} : { retries: args.retries }),
  ...(args.repeat === undefined ? {} : { repeat: args.repeat }),
  allowFlaky: args['allow-flaky'] === true,
  lastFailed: args['last-failed'] === true,
  ...(args.shuffle === true ? { seed: args.seed ?? randomInt(1, 1_000_000) } : {}),
  ...(args['timeout-scale'] === undefined ? {} : { timeoutScale: args['timeout-scale'] }),
  tags: args.tag ?? [],
  ...(args.title === undefined ? {} : { title: args.title }),
  update: args.update === true,
  failOnSkip: args['fail-on-skip'] === true,
  passWithNone: args['pass-with-none'] === true,
  verbose: args.verbose === true,
})

const isWatched = (outlets: readonly Outlet[]): boolean => outlets.some(({ terminal }) => terminal.isTTY)

interface Part {
  readonly shard?: Shard
  /** Absolute. */
  readonly timings?: string
}

/** Nothing when the suite is not in shards. */
async function partOf({ shard, timings }: Args, { env, cwd }: Shell): Promise<Part | { readonly problem: Problem }> {
  const cutBy = timings === undefined ? {} : { timings: path.resolve(cwd, timings) }
  if (shard === undefined) return cutBy
  return { ...(await import('../shard-flag.ts')).readShard(shard, env), ...cutBy }
}

const reportingOf = ({ color, verbose, out }: Args, { shard }: Part): Reporting => ({
  color,
  verbose,
  out,
  ...(shard === undefined ? {} : { shard }),
})

function exitCodeOf({ exitCode, passed }: Summary, problems: readonly Problem[], shell: Shell): number {
  if (passed > 0) shell.passed?.()
  return exitCode === 0 && problems.length > 0 ? 1 : exitCode
}
