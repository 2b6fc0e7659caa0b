import type { Failure } from '../../model/result.ts'
import { startDeadline } from './deadline.ts'
import type { RunTime, WaitContext } from '../context/run-context.ts'

export { deadlineOf } from './deadline.ts'

/** The answer of a look: what is waited for has come, a failure, or neither yet. */
export type LookResult = true | Failure | undefined

/** Waits until `look` answers true (or a failure), woken by changes only, at the longest for what the step has left. */
export async function until(
  context: WaitContext,
  look: () => LookResult,
  late: () => Failure,
): Promise<Failure | undefined> {
  const already = look()
  if (already !== undefined) return already === true ? undefined : already
  return new Promise((resolve) => {
    let over = false
    const done = (failure: Failure | undefined) => {
      over = true
      deadline.stop()
      context.listeners.delete(again)
      resolve(failure)
    }
    const again = () => {
      if (over) return
      const answer = look()
      if (answer !== undefined) done(answer === true ? undefined : answer)
      else if (context.stopped !== undefined) done(stoppedAt(context.stopped, late, context))
    }
    const deadline = startDeadline(context, context.left(), {
      look: () => {
        again()
        return over
      },
      late: () => done(late()),
    })
    context.listeners.add(again)
    again()
  })
}

/** The scenario's own limit ends a wait: the failure has what it waited for, and what still moved. */
function stoppedAt(stopped: Failure, late: () => Failure, context: RunTime): Failure {
  if (stopped.code !== 'scenario-timeout') return stopped
  const { code, message, hint } = stopped
  const waited = late()
  const why = context.moving === undefined ? waited.message : `${waited.message}; ${context.moving}`
  return { ...waited, code, message, why, ...(hint === undefined ? {} : { hint }) }
}

/** Waits for a promise of the event loop, within the step's deadline. */
export function settled(
  context: WaitContext,
  work: Promise<unknown>,
  late: () => Failure,
  failed: (error: unknown) => Failure,
): Promise<Failure | undefined> {
  let outcome: { readonly failure?: Failure } | undefined
  const wake = () => {
    for (const listener of context.listeners) listener()
  }
  work.then(
    () => {
      outcome = {}
      wake()
    },
    (error: unknown) => {
      outcome = { failure: failed(error) }
      wake()
    },
  )
  return until(context, () => (outcome === undefined ? undefined : (outcome.failure ?? true)), late)
}
