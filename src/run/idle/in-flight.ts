import type { Actor } from '../../model/actor.ts'
import { peerOf } from '../context/connections.ts'
import { allEndpoints } from '../context/endpoints.ts'
import { actorOf, type Endpoint } from '../context/actor-instance.ts'
import type { RunActors, RunSetup } from '../context/run-context.ts'

/** Who has bytes on the way: queued on our side, or written by one actor of ours and not read by the other. */
export function moving(context: RunActors & RunSetup): Endpoint[] {
  const found: Endpoint[] = []
  const inWires = context.host.wires?.moving()
  for (const endpoint of allEndpoints(context)) {
    const actor = actorOf(endpoint)
    if (inWires?.has(endpoint.name) === true) found.push(endpoint)
    if (actor === undefined || endpoint.lane.over) continue
    if (actor.busy?.() === true && !heldBack(context, endpoint)) found.push(endpoint)
    else if (endpoint.connection === undefined && inFlight(context, endpoint)) found.push(endpoint)
  }
  return found
}

/** A full queue in front of a reader that a step has paused is as idle as anything can be. */
function heldBack(context: RunActors, endpoint: Endpoint): boolean {
  const peer = peerOf(context, endpoint)
  return peer !== undefined && isPaused(peer)
}

function inFlight(context: RunActors, client: Endpoint): boolean {
  const peer = peerOf(context, client)
  if (peer === undefined) return false
  return onItsWay(client, peer) || onItsWay(peer, client)
}

/** Bytes that one of ours has written and the other has not read, or an end that has been sent and not received. */
function onItsWay(from: Endpoint, to: Endpoint): boolean {
  const writer = actorOf(from)
  const reader = actorOf(to)
  if (writer === undefined || reader === undefined || to.lane.over || isPaused(to)) return false
  if (!from.lane.over && hasRead(writer, reader) === false) return true
  return hasEnded(from, writer) && !to.lane.main.ended
}

/** Its FIN (or RST) has left, or is about to: the kernel may take its time with it on a busy machine. */
function hasEnded(endpoint: Endpoint, actor: Actor): boolean {
  if (actor.connectionless === true) return false
  return endpoint.lane.over || actor.traffic?.().ended === true
}

/** Paused by a step, or from its first byte on (`pauseOnConnect`). */
function isPaused(endpoint: Endpoint): boolean {
  return endpoint.lane.paused || actorOf(endpoint)?.paused === true
}

/** True when one actor has read all that the other has written; undefined where one of them does not count its traffic. */
export function hasRead(writer: Actor, reader: Actor): boolean | undefined {
  const sent = writer.traffic?.()
  const got = reader.traffic?.()
  return sent === undefined || got === undefined ? undefined : sent.written === got.read
}
