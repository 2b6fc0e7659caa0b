import { checkoutOf } from '../../queue/checkout.ts'
import { runOnQueue } from '../../queue/coordinator.ts'
import { orderVersion, type JobOrder, type RunOrder } from '../../queue/order.ts'
import { resultOf } from '../../queue/results.ts'
import type { AmongRuns } from '../../suite/attempts.ts'
import type { Entry } from '../../suite/entry.ts'
import type { SuiteHost, SuiteOptions } from '../../suite/options.ts'
import { partFor, partsOf } from '../../suite/parts.ts'
import { pathFrom } from '../../suite/paths.ts'
import { placesOf } from '../../suite/run-one.ts'
import type { Runner, Task } from '../../suite/runner.ts'
import { orderOf } from '../../workers/order.ts'
import { callOf } from '../call.ts'
import { sharedFilesOf } from '../configured.ts'
import type { RunArgs } from '../prepare-run.ts'
import type { Shell } from '../shell.ts'
import { connecting, type Connection } from './connecting.ts'

/** So many scenarios are on the queue at once: more than workers can run, and few enough that Redis has little to keep. */
const mostWaiting = 256

/** A suite whose scenarios run elsewhere. */
export interface Queued {
  readonly options: SuiteOptions
  readonly host: SuiteHost
  runnerFor(host: SuiteHost, entries: readonly Entry[]): Promise<Runner>
}

/** Prepares a run on the queue of `--queue`; an exit code where there is none, which has been reported. */
export async function queued(
  args: RunArgs,
  prepared: { readonly options: SuiteOptions; readonly host: SuiteHost },
  shell: Shell,
): Promise<Queued | { readonly code: number }> {
  const connection = await connecting(args.queue ?? '', '--queue', args, shell)
  if ('code' in connection) return connection
  const { host } = prepared
  const options = { ...prepared.options, jobs: mostWaiting, elsewhere: true }
  return {
    options,
    host: { ...host, secrets: [...host.secrets, ...connection.address.secrets] },
    runnerFor: async (host, entries) => runner({ args, options, host, shell, connection, entries }),
  }
}

interface Parts {
  readonly args: RunArgs
  readonly options: SuiteOptions
  readonly host: SuiteHost
  readonly shell: Shell
  readonly connection: Connection
  readonly entries: readonly Entry[]
}

async function runner(parts: Parts): Promise<Runner> {
  const { args, options, host, shell, connection } = parts
  const { base = host.cwd } = options
  const { address, ...connected } = connection
  const written = new Set<string>()
  const placesAt = (entry: Entry, among: AmongRuns) => {
    const part = partFor(entry, options, host)
    return placesOf(entry, { ...part.options, ...among }, part.host)
  }
  const jobOf = (task: Task, among: AmongRuns): JobOrder => {
    const { baseline } = placesAt(task.entry, among)
    const read = written.has(baseline.file) ? host.services.files.read(baseline.file) : undefined
    const transcript = read !== undefined && 'bytes' in read ? Buffer.from(read.bytes).toString('utf8') : undefined
    return { work: orderOf(task, base), among, ...(transcript === undefined ? {} : { transcript }) }
  }
  return runOnQueue({
    ...connected,
    order: await runOrder(parts),
    shown: address.shown,
    patience: args['queue-timeout'] * 1000,
    signal: host.signal,
    now: host.now,
    orderOf: jobOf,
    async resultOf(job, end) {
      const places = placesAt(job.entry, job.among)
      const result = await resultOf(job, end, { ...places, out: options.out, scenario: job.entry.file }, host.services)
      const { outcome } = result.comparison ?? {}
      if (outcome === 'recorded' || outcome === 'updated') written.add(places.baseline.file)
      return result
    },
    say: (text) => void shell.stderr.write(`scenario: ${text}\n`),
  })
}

/** What workers must know, without any value of a secret. */
async function runOrder({ args, options, host, shell, entries }: Parts): Promise<RunOrder> {
  const { base = host.cwd, out } = options
  const secrets = new Set(args.secret)
  const groups = partsOf(options, host).map((part) => {
    const { scenarios } = part.options
    const mine = entries.filter((entry) => partFor(entry, options, host) === part || host.projects === undefined)
    const files = [...new Set(mine.map((entry) => entry.file))]
    return { files, services: part.host.services, ...(scenarios && { scenarios }) }
  })
  const checkout = await checkoutOf(groups, sharedFilesOf(shell), { base, out, version: host.version }, ({ vars }) => {
    for (const { name, secret } of vars.values()) if (secret) secrets.add(name)
  })
  const { flags, secretVars } = withoutSecrets(callOf(shell, options), secrets)
  return {
    version: orderVersion,
    flags,
    secrets: [...new Set([...(args.secret ?? []), ...secretVars])],
    secretVars,
    folder: pathFrom(base, host.cwd),
    out: host.services.shown(out),
    checkout,
  }
}

/** The flags without `--var` and the values of `--env` of secrets. */
function withoutSecrets(flags: Readonly<Record<string, unknown>>, secrets: ReadonlySet<string>) {
  const nameOf = (pair: string): string => pair.split('=')[0] as string
  const { var: vars = [], env = [], out: _, ...rest } = flags as Readonly<Record<string, readonly string[]>>
  return {
    flags: {
      ...rest,
      var: vars.filter((pair) => !secrets.has(nameOf(pair))),
      env: env.map((pair) => (secrets.has(nameOf(pair)) ? nameOf(pair) : pair)),
    },
    secretVars: vars.map(nameOf).filter((name) => secrets.has(name)),
  }
}
