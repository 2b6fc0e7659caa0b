import { defineVerb, problemError, type Actor, type Problem } from '../../src/plugin.ts'
import type { Account } from './account.ts'
import { faultArgument, type WrittenFault } from './fault.ts'
import { faultWords, type Carried } from './fault-words.ts'
import type { Apply } from './links.ts'
import { misfit } from './misfit.ts'

/** An actor that faults can be put upon: a proxy, or one connection through it. */
export interface FaultTarget extends Actor {
  readonly apply: Apply
  /** What passes through it. */
  readonly carried: Carried
}

/** Puts faults upon a proxy, or clears them. */
export const fault = defineVerb<WrittenFault>({
  about:
    'makes the network bad: latency, cuts, joins, damage, losses, stop, reset, half-close, refuse, …, or clear again',
  argument: faultArgument,
  async run(actor, wanted, context) {
    const { apply, carried } = actor as FaultTarget
    const wrong = misfit(wanted, carried)
    if (wrong !== undefined) {
      const { code, message, hint } = wrong.problem
      return context.failed(problemError(code, message, hint, 'failed'), [wrong.at])
    }
    // What earlier steps have sent has passed before the fault is there, in every run.
    await context.untilIdle()
    context.row(`fault: ${faultWords(wanted, carried)}`)
    const place = wanted.before === undefined ? 'after' : 'before'
    const failed = (error: unknown) => context.failed(error, [place, 'line'])
    const account = await apply({ ...wanted, failed })
    if (account !== undefined) context.atEnd(() => withoutEffect(account), [place])
  },
})

/** The problem of a fault that has affected nothing by the end. */
function withoutEffect(account: Account): Problem | undefined {
  const why = account.pending()
  if (why === undefined) return undefined
  return {
    code: 'fault-without-effect',
    message: `the fault “${account.shown}” did not take effect: ${why}`,
    hint: 'let more pass, put the fault at an earlier place, or end it with the fault “clear”',
  }
}
