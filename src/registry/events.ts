import type { ActorKind, EventDeclaration } from '../model/plugin.ts'

/** The names of the events that a kind lists; undefined for a kind that may have any. */
export const eventNames = (kind: ActorKind | undefined): string[] | undefined =>
  kind?.events?.map((event) => (typeof event === 'string' ? event : event.name))

/** What a kind says of its event with this name. */
export function eventOf(kind: ActorKind | undefined, name: string): EventDeclaration | undefined {
  const event = kind?.events?.find((each) => (typeof each === 'string' ? each : each.name) === name)
  return typeof event === 'string' ? { name: event } : event
}
