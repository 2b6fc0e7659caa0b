import type { Refusal } from '../model/actor.ts'
import type { Problem, ProblemCode } from '../model/problem.ts'

class RefusalError extends Error implements Refusal {
  override readonly name = 'RefusalError'
  readonly refusal: Problem
  readonly outcome: 'broken' | 'failed'
  constructor(problem: Problem, outcome: 'broken' | 'failed') {
    super(problem.message)
    this.refusal = problem
    this.outcome = outcome
  }
}

/** An error for a kind's `start` to throw: the surroundings refuse (broken), or the program itself does (failed). */
export function refuse(
  code: ProblemCode,
  message: string,
  hint?: string,
  outcome: 'broken' | 'failed' = 'broken',
): Error & Refusal {
  return new RefusalError({ code, message, ...(hint === undefined ? {} : { hint }) }, outcome)
}
