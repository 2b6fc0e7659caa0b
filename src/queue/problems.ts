import type { Problem } from '../model/problem.ts'
import { seconds } from '../report/summary.ts'
import type { Presence } from './presence.ts'

export const queueLost = (shown: string, why: string, patience: number): Problem => ({
  code: 'queue-lost',
  message: `the queue at ${shown} was lost for ${seconds(patience)}: ${why}`,
  hint: 'what had ended is reported; run the rest again when Redis is back, or wait longer with --queue-timeout',
})

export function noWorker(
  { shown, patience }: { readonly shown: string; readonly patience: number },
  { isNew, refusals }: Pick<Presence, 'isNew' | 'refusals'>,
): Problem {
  const what = isNew ? 'no worker came' : 'no worker was left'
  const refused = refusals.length === 0 ? '' : `; ${refusals.length} would not work for this run`
  return {
    code: 'no-worker',
    message: `${what} to ${shown} for ${seconds(patience)}${refused}`,
    hint: 'start some with “scenario work” and the same address, in the same checkout; wait longer with --queue-timeout',
  }
}

/** Names in a message. */
const mostNames = 5

/** `worker` is its name; `names` are files. */
export function checkoutDiffers(worker: string, names: readonly string[]): Problem {
  const shown = names.slice(0, mostNames).join(', ')
  const more = names.length > mostNames ? ` and ${names.length - mostNames} more` : ''
  return {
    code: 'checkout-differs',
    message: `the worker ${worker} has another checkout: ${shown}${more} ${names.length === 1 ? 'differs' : 'differ'}`,
    hint: 'check out the same commit on both machines, without changes of their own',
  }
}

export function versionDiffers(worker: string, theirs: string, ours: string): Problem {
  return {
    code: 'checkout-differs',
    message: `the worker ${worker} has scenario ${ours}, and the run has ${theirs}`,
    hint: 'install the same version on both machines',
  }
}

export const secretMissing = (worker: string, name: string): Problem => ({
  code: 'unknown-variable',
  message: `“${name}” is a secret of this run, and is not set in the environment of the worker ${worker}`,
  hint: `set ${name} in the environment of “scenario work”: values of secrets do not travel`,
})
