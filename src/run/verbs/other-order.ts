import type { Target } from '../../model/scenario.ts'
import { mixed } from '../lane/random-cuts.ts'
import { ownEndpoint } from '../context/endpoints.ts'
import { touch, type RunActors, type RunRows, type RunSetup, type RunTime } from '../context/run-context.ts'

/**
 * The actors of one `start` or `connect` in another order, when the run is to try one and none of them needs another: their rows stay
 * in the order in which the step names them. All others are begun as written.
 */
export function inOtherOrder(
  context: RunTime & RunActors & RunRows & RunSetup,
  targets: readonly Target[],
): readonly Target[] {
  const { startSeed } = context.host
  if (startSeed === undefined || !areIndependent(context, targets)) return targets
  for (const { actor } of targets)
    for (const instance of context.actors.get(actor) ?? []) touch(context, ownEndpoint(context, instance).lane)
  const rank = new Map(targets.map((target, index) => [target, mixed(startSeed + index)]))
  return targets.toSorted((one, other) => (rank.get(one) ?? 0) - (rank.get(other) ?? 0))
}

/** True when none of them has begun before, and no two have to do with one another, nor with the same third. */
function areIndependent({ actors }: RunActors, targets: readonly Target[]): boolean {
  const seen = new Set<string>()
  for (const { actor, connection } of targets) {
    const instances = actors.get(actor) ?? []
    const declaration = instances[0]?.declaration
    if (declaration === undefined || connection !== undefined || instances.some((each) => each.actor !== undefined))
      return false
    const names = declaration.options.placeholders
      .map(({ name }) => name)
      .filter((name) => !/^(?:dir$|env\.)/.test(name))
    const about = new Set([actor, ...declaration.refersTo, ...names.map(actorOrName(actors))])
    for (const name of about) {
      if (seen.has(name)) return false
      seen.add(name)
    }
  }
  return true
}

/** `server` of `server.port`; the whole name of what is no actor’s. */
const actorOrName =
  (actors: RunActors['actors']) =>
  (name: string): string => {
    const [head = ''] = name.split(/[.#]/)
    return actors.has(head) ? head : name
  }
