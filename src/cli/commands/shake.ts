import { randomInt } from 'node:crypto'
import os from 'node:os'
import path from 'node:path'
import type { Plan } from '../../model/shake.ts'
import { readPlan } from '../../shake/flags.ts'
import type { ShakeOptions } from '../../shake/options.ts'
import { shakingRunner } from '../../shake/runner.ts'
import { parseDuration } from '../../text/units.ts'
import { runFlags } from '../options.ts'
import { prepareRun, type RunArgs } from '../prepare-run.ts'
import { exitCodeOf, runReported } from '../run-reported.ts'
import type { ShakeArgs } from '../shake-flags.ts'
import type { Shell } from '../shell.ts'
import { readFaults, wrongShake } from '../shake-usage.ts'
import { reportProblems } from '../tools.ts'

/** Runs each scenario again and again with its streams cut elsewhere, and reports what differs; exit codes as of `run`. */
export async function execute(args: ShakeArgs, shell: Shell): Promise<number> {
  const read = readPlan(args)
  const wrong = 'wrong' in read ? read.wrong : wrongShake(args, read.plan !== undefined)
  if (wrong !== undefined) return reportProblems(shell, args, [{ code: 'usage', ...wrong }])
  const asRun = asRunArgs(args)
  const prepared = await prepareRun(asRun, withRunArgs(shell))
  if ('code' in prepared) return prepared.code
  const shaking = shakingOf(args, 'plan' in read ? read.plan : undefined)
  const options = { ...prepared.options, repeated: Math.min(shaking.runs, Number.MAX_SAFE_INTEGER) }
  const suite = { options, host: prepared.host, runnerFor: shakingRunner(options, shaking) }
  const run = await runReported(asRun, shell, suite, (placed) => Promise.resolve(placed))
  return 'code' in run ? run.code : exitCodeOf(run.summary, run.problems, shell)
}

const usualRuns = 100

/** What `run` can be called with besides. */
const unset = Object.fromEntries(Object.keys(runFlags).map((name) => [name, undefined])) as {
  readonly [Name in keyof typeof runFlags]: undefined
}

function shakingOf(args: ShakeArgs, plan: Plan | undefined): ShakeOptions {
  const time = args.for === undefined ? undefined : parseDuration(args.for)
  const faults = readFaults(args.faults)
  const seed = args.seed ?? randomInt(1, 1_000_000)
  const everyByte = args['split-every-byte'] === true
  return {
    seed,
    runs: args.runs ?? (time === undefined && !everyByte ? usualRuns : Infinity),
    jobs: args.jobs ?? os.availableParallelism(),
    everyByte,
    ...(time === undefined ? {} : { time }),
    ...(faults !== undefined && 'kinds' in faults ? { faults: faults.kinds } : {}),
    ...(args.run === undefined ? {} : { run: args.run }),
    ...(plan === undefined ? {} : { plan }),
    ...(args.write === undefined ? {} : { nameOfNext: numbered(args.write) }),
    flags: repeatedFlags(args),
    again: againFlags(args, seed),
  }
}

/** A name, and with a number for each further one. */
function numbered(name: string): () => string {
  let count = 0
  return () => (++count === 1 ? name : `${name}-${count}`)
}

/** Flags that say with what scenarios run. */
const repeatedFlags = ({ var: vars = [], env = [] }: ShakeArgs): readonly string[] => [
  ...vars.flatMap((each) => ['--var', each]),
  ...env.flatMap((each) => ['--env', each]),
]

/** Flags that say what is done to streams. */
const doing = ['runs', 'for', 'faults', 'run', 'cut', 'join', 'delay', 'break', 'order', 'pieces'] as const

/** Flags with which all of it is done again; the seed is left out where it decides nothing. */
function againFlags(args: ShakeArgs, seed: number): readonly string[] {
  const isGiven = [args.cut, args.join, args.delay, args.break, args.order, args.pieces].some(
    (each) => each !== undefined,
  )
  return [
    ...repeatedFlags(args),
    ...doing.flatMap((name) => [args[name] ?? []].flat().flatMap((value) => [`--${name}`, String(value)])),
    ...(args['split-every-byte'] === true ? ['--split-every-byte'] : isGiven ? [] : ['--seed', String(seed)]),
  ]
}

/** The same as a call of `run`: scenarios one after another, since several runs of each are made at once. */
function asRunArgs(called: ShakeArgs): RunArgs {
  const { seed: _, jobs: _1, out, ...args } = called
  // What is kept of runs of `run` is not of these: their recordings, what failed, how long it took.
  return { ...unset, ...args, jobs: 1, out: path.join(out, 'shake'), 'queue-timeout': 60 }
}

const withRunArgs = (shell: Shell): Shell =>
  shell.projects === undefined
    ? shell
    : { ...shell, projects: shell.projects.map((each) => ({ ...each, args: asRunArgs(each.args as ShakeArgs) })) }
