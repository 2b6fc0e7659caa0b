import type { Failure } from '../../model/result.ts'
import type { RunLane } from '../lane/lane.ts'
import { startDeadline } from './deadline.ts'
import type { RunTime, WaitContext } from '../context/run-context.ts'

export { deadlineOf } from './deadline.ts'

/** The answer of a look: what is waited for has come, a failure, or neither yet. */
export type LookResult = true | Failure | undefined

/** For `until`: only what comes on this lane matters. */
export const waitersOf = (lane: RunLane): Set<() => void> => (lane.waiters ??= new Set())

/**
 * Waits until `look` answers true (or a failure), at the longest for what the step has left. It is woken by changes only: by any of the
 * run, or by those that `wakers` waits for. With `onlyFromActors` it may be given up when all of them are idle.
 */
export async function until(
  context: WaitContext,
  look: () => LookResult,
  late: () => Failure,
  wakers: Set<() => void> = context.listeners,
  onlyFromActors = false,
): Promise<Failure | undefined> {
  const already = look()
  if (already !== undefined) return already === true ? undefined : already
  return new Promise((resolve, reject) => {
    let over = false
    const end = () => {
      over = true
      deadline.stop()
      wakers.delete(again)
      context.stopping.delete(again)
    }
    const done = (failure: Failure | undefined) => {
      end()
      resolve(failure)
    }
    const again = () => {
      if (over) return
      let answer: LookResult
      try {
        answer = look()
      } catch (error) {
        // It is the step that fails, and not whatever has woken it.
        end()
        return reject(error)
      }
      if (answer !== undefined) done(answer === true ? undefined : answer)
      else if (context.stopped !== undefined) done(stoppedAt(context.stopped, late, context))
    }
    const deadline = startDeadline(context, context.left(), {
      look: () => {
        again()
        return over
      },
      late: () => done(late()),
      ...(onlyFromActors ? { hopeless: () => done(late()) } : {}),
    })
    wakers.add(again)
    context.stopping.add(again)
    again()
  })
}

/** The scenario's own limit ends a wait: the failure has what it waited for, and what still moved. */
function stoppedAt(stopped: Failure, late: () => Failure, context: RunTime): Failure {
  if (stopped.code !== 'scenario-timeout') return stopped
  const { code, message, hint } = stopped
  const waited = late()
  const why = [waited.message, context.moving, stopped.why].filter((part) => part !== undefined).join('; ')
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
  const wakers = new Set<() => void>()
  const wake = () => {
    for (const waker of wakers) waker()
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
  return until(context, () => (outcome === undefined ? undefined : (outcome.failure ?? true)), late, wakers)
}
