import type { Scenario } from '../language/scenario.ts'
import { allSteps, startedBy } from '../language/steps/traits.ts'

/** Actors that connect to this one, in the order in which the first `played` steps (all, when absent) start them: `client`, `client#2`. */
export function clientsOf(
  { actors, steps }: Scenario,
  server: string,
  played: number = steps.length,
): readonly string[] {
  const ports = freePortsOf(actors.get(server))
  const connects = (name: string): boolean => {
    const declaration = actors.get(name)
    return (
      name !== server &&
      declaration !== undefined &&
      (declaration.refersTo.includes(server) ||
        declaration.options.placeholders.some((each) => each.name.startsWith(`${server}.`) || ports.has(each.name)))
    )
  }
  return [...allSteps(steps.slice(0, played))].flatMap((step) =>
    startedBy(step).flatMap(({ actor, connection }) => (connects(actor) ? instancesOf(actors, actor, connection) : [])),
  )
}

const freePortsOf = (declaration: ReturnType<Scenario['actors']['get']>): ReadonlySet<string> =>
  new Set(declaration?.options.placeholders.flatMap(({ name }) => (name.startsWith('free-port.') ? [name] : [])))

/** All of a group, or the one that a step names. */
function instancesOf(
  actors: Scenario['actors'],
  name: string,
  connection: string | number | undefined,
): readonly string[] {
  const count = actors.get(name)?.count ?? 1
  if (count === 1) return [name]
  if (typeof connection === 'number') return [`${name}#${connection}`]
  return Array.from({ length: count }, (_, index) => `${name}#${index + 1}`)
}
