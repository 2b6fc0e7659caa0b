import type { Failure } from '../model/result.ts'
import type { Stage } from './stage/stage.ts'

/** Milliseconds that the present step may take. */
export function deadlineOf(stage: Stage): number {
  return stage.step?.within ?? stage.scenario.limits.step
}

/** `5s`, `250ms`. */
export function shownDuration(milliseconds: number): string {
  return milliseconds >= 1000 && milliseconds % 100 === 0 ? `${milliseconds / 1000}s` : `${Math.round(milliseconds)}ms`
}

export type Waiting = true | Failure | undefined

/**
 * Waits until `look` answers true (or a failure), woken by news only. At the deadline one more turn of polling passes before the
 * verdict, so that a busy machine never turns what has already arrived into a failure.
 */
export async function until(stage: Stage, look: () => Waiting, late: () => Failure): Promise<Failure | undefined> {
  const already = look()
  if (already !== undefined) return already === true ? undefined : already
  return new Promise((resolve) => {
    let over = false
    const done = (failure: Failure | undefined) => {
      over = true
      stage.countdown.stop(deadline)
      stage.listeners.delete(again)
      resolve(failure)
    }
    const again = () => {
      if (over) return
      const answer = look()
      if (answer !== undefined) done(answer === true ? undefined : answer)
      else if (stage.stopped !== undefined) done(stage.stopped)
    }
    const deadline = stage.countdown.start(deadlineOf(stage), () => {
      setImmediate(() => {
        again()
        if (!over) done(late())
      })
    })
    stage.listeners.add(again)
    again()
  })
}

/** Waits for something that the event loop settles, within the step's deadline. */
export function settled(
  stage: Stage,
  work: Promise<unknown>,
  late: () => Failure,
  failed: (error: unknown) => Failure,
): Promise<Failure | undefined> {
  let outcome: { readonly failure?: Failure } | undefined
  const wake = () => {
    for (const listener of stage.listeners) listener()
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
  return until(stage, () => (outcome === undefined ? undefined : (outcome.failure ?? true)), late)
}
