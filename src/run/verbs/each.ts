import type { Failure } from '../../model/result.ts'
import type { Target } from '../../model/scenario.ts'
import { actorOf, type Party, type Role } from '../stage/role.ts'
import { touch, type Stage } from '../stage/stage.ts'
import { addressed } from './addressed.ts'

type Outcome = Promise<Failure | undefined> | Failure | undefined
type Act = (party: Party) => Outcome

/** One actor after another: order between them comes from the order in which they are named. */
export async function eachRole(
  stage: Stage,
  targets: readonly Target[],
  act: (role: Role) => Promise<Failure | undefined>,
): Promise<Failure | undefined> {
  for (const target of targets) {
    const members = stage.cast.get(target.actor) ?? []
    const chosen =
      typeof target.connection === 'number' ? members.slice(target.connection - 1, target.connection) : members
    const failure = await inOrder(stage, chosen, act)
    if (failure !== undefined) return failure
  }
  return undefined
}

/** One actor after another, each once it is there. */
export const eachParty = (
  stage: Stage,
  targets: readonly Target[],
  talking: boolean,
  act: Act,
): Promise<Failure | undefined> => eachTarget(stage, targets, talking, (parties) => inOrder(stage, parties, act))

/** The same, but what one name stands for acts at once: a group does not wait for each of its instances in turn. */
export const eachGroup = (
  stage: Stage,
  targets: readonly Target[],
  talking: boolean,
  act: Act,
): Promise<Failure | undefined> => eachTarget(stage, targets, talking, (parties) => atOnce(stage, parties, act))

async function eachTarget(
  stage: Stage,
  targets: readonly Target[],
  talking: boolean,
  act: (parties: readonly Party[]) => Promise<Failure | undefined>,
): Promise<Failure | undefined> {
  for (const target of targets) {
    const found = await addressed(stage, target, talking)
    if ('failure' in found) return found.failure
    for (const party of found.parties) touch(stage, party.lane)
    const failure = await act(found.parties)
    if (failure !== undefined) return failure
  }
  return undefined
}

/** Acts on all at once and answers the first failure in their order; whoever types waits until nothing moves, so these take turns. */
export async function atOnce(stage: Stage, parties: readonly Party[], act: Act): Promise<Failure | undefined> {
  if (parties.length === 1 || parties.some((party) => actorOf(party)?.typed === true))
    return inOrder(stage, parties, act)
  const outcomes = await Promise.all(
    parties.map(async (party) => {
      const failure = await act(party)
      stage.progressed = stage.clock.micros()
      return failure
    }),
  )
  return outcomes.find((failure) => failure !== undefined)
}

export async function inOrder<T>(
  stage: Stage,
  items: readonly T[],
  act: (item: T) => Outcome,
): Promise<Failure | undefined> {
  for (const item of items) {
    const failure = await act(item)
    if (failure !== undefined) return failure
    stage.progressed = stage.clock.micros()
  }
  return undefined
}
