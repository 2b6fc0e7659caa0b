import type { Failure } from '../../model/result.ts'
import type { Endpoint } from '../context/actor-instance.ts'
import type { GuardContext } from '../context/run-context.ts'
import { failing, failingWith } from '../failure/failing.ts'
import { isOfSystem, isProblemError, kindOf, thrownMessage } from '../guard/plugin-error.ts'

/** The failure of a step whose actor rejects: with a problem of its own, the system's answer, or a mistake of its plugin. */
export function rejected(
  context: GuardContext,
  endpoint: Endpoint,
  { call, doing }: { readonly call: string; readonly doing: string },
  error: unknown,
): Failure {
  const lane = endpoint.name
  if (isProblemError(error)) return failingWith(context, error.problem)
  const what = `“${endpoint.name}” could not ${doing}: ${thrownMessage(error)}`
  if (isOfSystem(error)) return failing(context, 'step-failed', what, { lane })
  context.broken = true
  return failing(context, 'plugin-error', `${kindOf(context, endpoint.instance)} threw in ${call}(): ${what}`, { lane })
}
