import type { Step, StepOf, StepVerb } from '../../language/scenario.ts'
import type { Failure } from '../../model/result.ts'
import type { RunContext } from '../context/run-context.ts'

export type Outcome = Promise<Failure | undefined> | Failure | undefined

/** Performs a step of a verb; `play` performs the steps that stand inside of it. */
export type Perform<V extends StepVerb> = (
  context: RunContext,
  step: StepOf<V>,
  runSteps: (context: RunContext, steps: readonly Step[], again?: () => boolean) => Promise<Failure | undefined>,
) => Outcome
