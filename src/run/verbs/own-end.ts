import { beyond } from '../context/beyond.ts'
import { allEndpoints } from '../context/endpoints.ts'
import type { Endpoint } from '../context/actor-instance.ts'
import type { RunActors } from '../context/run-context.ts'

/**
 * A step ends this side of a conversation: the end that the peer answers with is expected, and so is that of a peer of ours, also
 * behind a proxy. Who leaves altogether does not care how the other side takes it; one who has only ended its side still listens.
 */
export function expectEnd(context: RunActors, endpoint: Endpoint, how: 'end' | 'close' | 'reset'): void {
  const { lane } = endpoint
  lane.ownEnd = true
  if (how !== 'end') lane.ownReset = true
  lane.ending = how
  expectBeyond(context, endpoint)
}

/** The same for those at the other end whose connection has come only since: a proxy hands a client on in its own time. */
export function expectEndsBeyond(context: RunActors): void {
  for (const endpoint of allEndpoints(context)) if (endpoint.lane.ending !== undefined) expectBeyond(context, endpoint)
}

function expectBeyond(context: RunActors, endpoint: Endpoint): void {
  for (const { lane } of beyond(context, endpoint)) {
    lane.ownEnd = true
    if (endpoint.lane.ending === 'reset') lane.ownReset = true
  }
}
