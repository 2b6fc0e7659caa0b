import type { Actor, LaneEvent, Lane } from '../model/actor.ts'

/** The actor of a client that could not connect: this event is the last of its lane, and nothing can be done with it. */
export function notConnected(lane: Lane, event: LaneEvent): Actor {
  lane.event({ ...event, ends: 'all' })
  const state = event.words ?? event.name
  return { facts: () => ({}), state: () => state, close: async () => {}, stop: async () => {} }
}
