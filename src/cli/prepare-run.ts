import { randomInt } from 'node:crypto'
import path from 'node:path'
import type { Problem } from '../model/problem.ts'
import type { Shard } from '../model/progress.ts'
import type { SuiteOptions } from '../suite/options.ts'
import type { Part } from '../suite/parts.ts'
import { own } from '../text/own.ts'
import { baseOf, scenariosOf, sharedFilesOf } from './configured.ts'
import type { Common, Values, runFlags } from './options.ts'
import { versionOf } from './package.ts'
import { wrongUse } from './run-usage.ts'
import { servicesWithPlugins } from './services.ts'
import type { Shell } from './shell.ts'
import { inCi, readEnvironment, readVars, reportProblems } from './tools.ts'

/** What `run` is called with: its flags by their names, and files as they were written. */
export type RunArgs = Common & Values<typeof runFlags> & { readonly files?: readonly string[] }

type Prepared = Part | { readonly code: number }

/** What the flags of `run` and the configuration come to; an exit code where they are wrong, which has been reported. */
export async function prepareRun(args: RunArgs, shell: Shell): Promise<Prepared> {
  const suite = await preparePart(args, shell)
  if ('code' in suite || shell.projects === undefined) return suite
  const { callsOf, projectPlaceOf } = await import('./projects.ts')
  const projects: Part[] = []
  for (const call of callsOf(args, shell)) {
    const part = await preparePart(call.args, call.shell)
    if ('code' in part) return part
    projects.push({ ...part, options: { ...part.options, project: projectPlaceOf(call.shell, shell) } })
  }
  return { ...suite, host: { ...suite.host, projects } }
}

async function preparePart(args: RunArgs, shell: Shell): Promise<Prepared> {
  const failed = async (problem: Problem) => ({ code: await reportProblems(shell, args, [problem]) })
  const read = readVars(args.var)
  if ('problem' in read) return failed(read.problem)
  const given = readEnvironment(args.env, shell.env)
  if ('problem' in given) return failed(given.problem)
  const secrets = (args.secret ?? []).map((name) => ({ name, value: read.vars.get(name) ?? own(shell.env, name) }))
  const ci = inCi(args.ci, shell.env)
  const wrong = wrongUse(args, ci, secrets)
  if (wrong !== undefined) return failed({ code: 'usage', ...wrong })
  const crossed = await valuesOf(args, shell)
  if ('problem' in crossed) return failed(crossed.problem)
  const cut = await shardOf(args, shell)
  if ('problem' in cut) return failed(cut.problem)
  const ready = await servicesWithPlugins(shell, read.vars)
  if ('problems' in ready) return { code: await reportProblems(shell, args, ready.problems, ready.sources) }
  const options = {
    ...suiteOptions(args),
    ...cut,
    ...crossed,
    ...changesOf(args, shell),
    ci,
    watched: false,
    out: path.resolve(shell.cwd, args.out),
    scenarios: scenariosOf(shell),
    base: baseOf(shell),
  }
  const { cwd, env, tmpRoot, signal, now, wall, uncaughtHandlers } = shell
  const host = {
    services: ready.services,
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
  return { options, host }
}

const changesOf = ({ changed }: RunArgs, shell: Shell) =>
  changed === undefined ? {} : { changed: { since: changed, shared: sharedFilesOf(shell) } }

/** Nothing without a matrix. */
async function valuesOf(
  { matrix }: Pick<RunArgs, 'matrix'>,
  { configuration }: Shell,
): Promise<Pick<SuiteOptions, 'matrix' | 'transcripts'> | { readonly problem: Problem }> {
  const settings = configuration?.settings
  const transcripts = settings?.transcripts === undefined ? {} : { transcripts: settings.transcripts.value }
  if (matrix === undefined && settings?.matrix === undefined) return transcripts
  return { ...transcripts, ...(await import('./matrix.ts')).matrixOf(matrix, settings) }
}

/** What the flags alone decide. */
const suiteOptions = (args: RunArgs) => ({
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

interface Cut {
  readonly shard?: Shard
  /** Absolute. */
  readonly timings?: string
}

/** Nothing when the suite is not in shards. */
async function shardOf({ shard, timings }: RunArgs, { env, cwd }: Shell): Promise<Cut | { readonly problem: Problem }> {
  const cutBy = timings === undefined ? {} : { timings: path.resolve(cwd, timings) }
  if (shard === undefined) return cutBy
  return { ...(await import('./shard-flag.ts')).readShard(shard, env), ...cutBy }
}
