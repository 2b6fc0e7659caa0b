import type { Failure } from '../../model/result.ts'
import type { Target } from '../../model/scenario.ts'
import { actorOf, type Endpoint, type ActorInstance } from '../context/actor-instance.ts'
import { touch, type RunTime, type RunActors, type WaitContext } from '../context/run-context.ts'
import { addressed } from './addressed.ts'

type Outcome = Promise<Failure | undefined> | Failure | undefined
type Act = (endpoint: Endpoint) => Outcome

/** One actor after another: order between them comes from the order in which they are named. */
export async function eachInstance(
  context: RunTime & RunActors,
  targets: readonly Target[],
  act: (instance: ActorInstance) => Promise<Failure | undefined>,
): Promise<Failure | undefined> {
  for (const target of targets) {
    const instances = context.actors.get(target.actor) ?? []
    const chosen =
      typeof target.connection === 'number' ? instances.slice(target.connection - 1, target.connection) : instances
    const failure = await inOrder(context, chosen, act)
    if (failure !== undefined) return failure
  }
  return undefined
}

/** One actor after another, each once it is there. */
export const eachEndpoint = (
  context: WaitContext,
  targets: readonly Target[],
  talking: boolean,
  act: Act,
): Promise<Failure | undefined> =>
  eachTarget(context, targets, talking, (endpoints) => inOrder(context, endpoints, act))

/** The same, but what one name stands for acts at once: a group does not wait for each of its instances in turn. */
export const eachGroup = (
  context: WaitContext,
  targets: readonly Target[],
  talking: boolean,
  act: Act,
): Promise<Failure | undefined> => eachTarget(context, targets, talking, (endpoints) => atOnce(context, endpoints, act))

async function eachTarget(
  context: WaitContext,
  targets: readonly Target[],
  talking: boolean,
  act: (endpoints: readonly Endpoint[]) => Promise<Failure | undefined>,
): Promise<Failure | undefined> {
  for (const target of targets) {
    const found = await addressed(context, target, talking)
    if ('failure' in found) return found.failure
    for (const endpoint of found.endpoints) touch(context, endpoint.lane)
    const failure = await act(found.endpoints)
    if (failure !== undefined) return failure
  }
  return undefined
}

/** Acts on all at once and answers the first failure in their order; typing waits until nothing moves, so terminals take turns. */
export async function atOnce(context: RunTime, endpoints: readonly Endpoint[], act: Act): Promise<Failure | undefined> {
  if (endpoints.length === 1 || endpoints.some((endpoint) => actorOf(endpoint)?.typed === true))
    return inOrder(context, endpoints, act)
  const outcomes = await Promise.all(
    endpoints.map(async (endpoint) => {
      const failure = await act(endpoint)
      context.progressed = context.clock.micros()
      return failure
    }),
  )
  return outcomes.find((failure) => failure !== undefined)
}

export async function inOrder<T>(
  context: RunTime,
  items: readonly T[],
  act: (item: T) => Outcome,
): Promise<Failure | undefined> {
  for (const item of items) {
    const failure = await act(item)
    if (failure !== undefined) return failure
    context.progressed = context.clock.micros()
  }
  return undefined
}
