import type { Problem } from '../../model/problem.ts'
import type { Endpoint } from '../context/actor-instance.ts'
import type { GuardContext } from '../context/run-context.ts'
import { actAs } from './owner.ts'
import { kindOf, pluginError, thrownMessage } from './plugin-error.ts'

/** What a verb of a plugin asks at the end (`atEnd`), guarded: whatever it throws or answers beyond its contract names the plugin. */
export function guardEndCheck(
  context: GuardContext,
  { instance, name }: Endpoint,
  check: () => Problem | undefined,
): () => Problem | undefined {
  const act = actAs(context, instance)
  const blame = (what: string) =>
    pluginError(context, `${kindOf(context, instance)} ${what} of “${name}”`, { lane: name })
  return () => {
    try {
      const problem: unknown = act(check)
      if (problem === undefined || isProblem(problem)) return problem
      blame('answered with something that is not a problem in a check at the end')
    } catch (error) {
      blame(`threw “${thrownMessage(error)}” in a check at the end`)
    }
    return undefined
  }
}

const isProblem = (answer: unknown): answer is Problem =>
  typeof answer === 'object' &&
  answer !== null &&
  typeof (answer as Partial<Problem>).code === 'string' &&
  typeof (answer as Partial<Problem>).message === 'string'
