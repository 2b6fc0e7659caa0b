import type { Actor } from '../../model/actor.ts'
import { peerOf } from '../stage/connections.ts'
import { allParties } from '../stage/parties.ts'
import { actorOf, type Party } from '../stage/role.ts'
import type { Stage } from '../stage/stage.ts'

/** Who has bytes on the way: queued on our side, or written by one actor of ours and not read by the other. */
export function moving(stage: Stage): Party[] {
  const found: Party[] = []
  for (const party of allParties(stage)) {
    const actor = actorOf(party)
    if (actor === undefined || party.lane.over) continue
    if (actor.busy?.() === true && !heldBack(stage, party)) found.push(party)
    else if (party.connection === undefined && inFlight(stage, party)) found.push(party)
  }
  return found
}

/** A full queue in front of a reader that a step has paused is as idle as anything can be. */
function heldBack(stage: Stage, party: Party): boolean {
  const peer = peerOf(stage, party)
  return peer !== undefined && isPaused(peer)
}

function inFlight(stage: Stage, client: Party): boolean {
  const peer = peerOf(stage, client)
  if (peer === undefined) return false
  return onItsWay(client, peer) || onItsWay(peer, client)
}

/** Bytes that one of ours has written and the other has not read, or an end that has been sent and not heard. */
function onItsWay(from: Party, to: Party): boolean {
  const writer = actorOf(from)
  const reader = actorOf(to)
  if (writer === undefined || reader === undefined || to.lane.over || isPaused(to)) return false
  if (!from.lane.over && hasRead(writer, reader) === false) return true
  return hasEnded(from, writer) && !to.lane.main.ended
}

/** Its FIN (or RST) has left, or is about to: the kernel may take its time with it on a busy machine. */
function hasEnded(party: Party, actor: Actor): boolean {
  if (actor.connectionless === true) return false
  return party.lane.over || actor.traffic?.().ended === true
}

/** Paused by a step, or from its first byte on (`pauseOnConnect`). */
function isPaused(party: Party): boolean {
  return party.lane.paused || actorOf(party)?.paused === true
}

/** True when one actor has read all that the other has written; undefined where one of them does not tell its traffic. */
export function hasRead(writer: Actor, reader: Actor): boolean | undefined {
  const sent = writer.traffic?.()
  const got = reader.traffic?.()
  return sent === undefined || got === undefined ? undefined : sent.written === got.read
}
