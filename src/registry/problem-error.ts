import type { ActorReference, ProblemError } from '../model/actor.ts'
import type { PluginCode, Problem, ProblemCode } from '../model/problem.ts'

class ErrorWithProblem extends Error implements ProblemError {
  override readonly name = 'ProblemError'
  readonly problem: Problem
  readonly outcome: 'broken' | 'failed'
  constructor(problem: Problem, outcome: 'broken' | 'failed') {
    super(problem.message)
    this.problem = problem
    this.outcome = outcome
  }
}

/** An error for a kind's `start` to throw: the environment refuses (broken), or the program itself does (failed). */
export function problemError(
  code: ProblemCode | PluginCode,
  message: string,
  hint?: string,
  outcome: 'broken' | 'failed' = 'broken',
): Error & ProblemError {
  return new ErrorWithProblem({ code, message, ...(hint === undefined ? {} : { hint }) }, outcome)
}

/** For an actor that another one is to go to, and that has no place where it could: `to connect to` is what it would be for. */
export function unreachableError({ name, unreachable }: ActorReference, what: string): Error & ProblemError {
  const hint = unreachable ?? 'it runs, and nobody knows where it listens: name a server, or say it in its options'
  return problemError('cannot-start', `“${name}” has no ${what}`, hint)
}

/** The port that an actor's facts name; what `ready` captured is a text. Refuses, as `unreachableError` does, where there is none. */
export function portOf(actor: ActorReference, what: string): number {
  const port = Number(actor.facts['port'] ?? 0)
  if (!Number.isInteger(port) || port <= 0 || port > 65_535) throw unreachableError(actor, what)
  return port
}
