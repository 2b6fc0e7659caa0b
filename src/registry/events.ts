import type { ActorKind, EventDeclaration } from '../model/plugin.ts'

/** The defaults for events that the language knows, where a kind has none of its own (docs/plugins.md). */
const wellKnown: readonly EventDeclaration[] = [
  { name: 'listening', ofListener: true },
  { name: 'connection', ofListener: true, outOfBand: true },
]

const nameOf = (event: string | EventDeclaration): string => (typeof event === 'string' ? event : event.name)

/** The names of the events that a kind lists; undefined for a kind that may have any. */
export const eventNames = (kind: ActorKind | undefined): string[] | undefined => kind?.events?.map(nameOf)

/** What is known of a kind's event with this name; undefined for one that it does not have. */
export function eventOf(kind: ActorKind | undefined, name: string): EventDeclaration | undefined {
  const event = kind?.events?.find((each) => nameOf(each) === name)
  if (event === undefined && kind?.events !== undefined) return undefined
  return typeof event === 'object' ? event : (wellKnown.find((each) => each.name === name) ?? { name })
}
