import path from 'node:path'
import { guard } from '../../kernel/reaper.ts'
import type { Problem } from '../../model/problem.ts'
import type { Secret } from '../../text/redactor.ts'
import { differencesFrom } from '../../queue/checkout.ts'
import type { RunOrder } from '../../queue/order.ts'
import { performing, type Perform } from '../../queue/perform.ts'
import { checkoutDiffers, secretMissing, versionDiffers } from '../../queue/problems.ts'
import { withEachHost } from '../../suite/parts.ts'
import { runHere } from '../../suite/run-here.ts'
import { own } from '../../text/own.ts'
import { baseOf } from '../configured.ts'
import { runFlags } from '../options.ts'
import { versionOf } from '../package.ts'
import { prepareRun, type RunArgs } from '../prepare-run.ts'
import type { Shell } from '../shell.ts'
import { withConfiguration } from '../with-configuration.ts'

/** The machine that a worker is on, and what it hides of its own. */
export interface Worker {
  readonly name: string
  readonly machine: string
  /** Its output folder, absolute. */
  readonly out: string
  readonly secrets: readonly Secret[]
}

type Prepared = { readonly perform: Perform; end(): void } | { readonly problem: Problem }

/** Makes of a run's order what `run` makes of its flags, in this checkout; a problem where this worker does not fit. */
export async function preparing(order: RunOrder, worker: Worker, shell: Shell): Promise<Prepared> {
  const base = baseOf(shell)
  const { checkout, secrets, secretVars } = order
  const version = versionOf(shell.home)
  if (checkout.version !== version) return { problem: versionDiffers(worker.name, checkout.version, version) }
  const differing = differencesFrom(checkout, base)
  if (differing.length > 0) return { problem: checkoutDiffers(worker.name, differing) }
  const missing = secrets.find((name) => (own(shell.env, name) ?? '') === '')
  if (missing !== undefined) return { problem: secretMissing(worker.name, missing) }
  const vars = (order.flags['var'] ?? []) as readonly string[]
  const flags = { ...order.flags, var: [...vars, ...secretVars.map((name) => `${name}=${own(shell.env, name)}`)] }
  let said = ''
  const theirs: Shell = {
    ...shell,
    cwd: path.resolve(base, order.folder),
    stderr: { ...shell.stderr, isTTY: false, write: (text) => Promise.resolve(void (said += String(text))) },
  }
  const call = await withConfiguration(runFlags, flags, theirs, true)
  if ('code' in call) return { problem: unfit(worker.name, said) }
  const { args, ...known } = call
  const prepared = await prepareRun(args as RunArgs, { ...theirs, ...known })
  if ('code' in prepared) return { problem: unfit(worker.name, said) }
  const reaper = guard()
  const host = withEachHost(prepared.host, (each) => ({
    ...each,
    reaper,
    secrets: [...each.secrets, ...worker.secrets],
    besideOthers: true,
  }))
  const perform = performing(order, {
    options: prepared.options,
    host,
    out: worker.out,
    machine: worker.machine,
    runnerFor: runHere,
  })
  return { perform, end: () => reaper.close() }
}

/** What the command would have printed, as one line. */
const unfit = (name: string, said: string): Problem => ({
  code: 'usage',
  message: `the worker ${name} cannot do what this run asks for: ${said
    .trim()
    .split(/\s*\n\s*/)
    .slice(0, 3)
    .join(' ')}`,
  hint: 'give both machines the same configuration and the same variables',
})
