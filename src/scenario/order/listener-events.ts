import { eventsAsked } from '../../coercion/names-asked.ts'
import type { Expectation } from '../../language/expectations/read.ts'
import { eventOf } from '../../registry/events.ts'
import type { WalkState } from './walk-state.ts'

/** True for events of a listening socket, which stand on the server's own lane. */
export function isOfListener({ registry, actors }: WalkState, actor: string, { name, argument }: Expectation): boolean {
  const matcher = registry.matchers.get(name)?.value
  const events = matcher === undefined ? [] : eventsAsked(argument.node, matcher.wanted)
  const kind = actors.get(actor)?.kind
  return events.length > 0 && events.every((event) => eventOf(kind, event.name)?.ofListener === true)
}
