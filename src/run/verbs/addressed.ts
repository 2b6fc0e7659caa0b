import type { Failure } from '../../model/result.ts'
import type { Target } from '../../model/scenario.ts'
import { failing } from '../failure/failing.ts'
import { isToCome, endpointsOf } from '../context/endpoints.ts'
import { actorOf, type Endpoint } from '../context/actor-instance.ts'
import type { WaitContext } from '../context/run-context.ts'
import { deadlineOf, until } from '../idle/waiting.ts'
import { showDuration } from '../../text/units.ts'

type Addressed = { readonly endpoints: readonly Endpoint[] } | { readonly failure: Failure }

/**
 * The endpoints of a step, once they are there: a verb waits for a connection that has not come. `talking` as for `endpointsOf`. Answers
 * at once when all are there.
 */
export function addressed(context: WaitContext, target: Target, talking: boolean): Addressed | Promise<Addressed> {
  const endpoints = endpointsHere(context, target, talking)
  return endpoints === undefined ? whenHere(context, target, talking) : { endpoints }
}

async function whenHere(context: WaitContext, target: Target, talking: boolean): Promise<Addressed> {
  let endpoints: readonly Endpoint[] | undefined
  const name = target.connection === undefined ? `${target.actor}#1` : `${target.actor}#${target.connection}`
  const failure = await until(
    context,
    () => ((endpoints = endpointsHere(context, target, talking)) === undefined ? undefined : true),
    () =>
      failing(context, 'not-connected', `“${name}” has not come within ${showDuration(deadlineOf(context))}`, {
        lane: target.connection === undefined && !talking ? target.actor : name,
        span: target.span,
      }),
  )
  return failure === undefined ? { endpoints: endpoints ?? [] } : { failure }
}

/** The same without waiting: undefined while one is missing. */
export function endpointsHere(context: WaitContext, target: Target, talking: boolean): readonly Endpoint[] | undefined {
  if (isToCome(context, target)) return undefined
  const endpoints = endpointsOf(context, target, talking)
  for (const endpoint of endpoints)
    if (endpoint.connection !== undefined && actorOf(endpoint) === undefined) return undefined
  return endpoints
}
