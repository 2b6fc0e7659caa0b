import type { Actor } from '../model/actor.ts'
import { peerOf } from './stage/connections.ts'
import { allParties } from './stage/parties.ts'
import { actorOf, type Party } from './stage/role.ts'
import type { Stage } from './stage/stage.ts'
import { quiet, sameSnapshot } from './processes/quiet.ts'

/** Milliseconds after which whoever still moves is called restless. */
const bound = 1000
/** Milliseconds between two looks at processes. */
const gap = 2
/** The same where the system does not show what its processes do: then only silence tells. */
const blindGap = 100

const turn = () => new Promise<void>((resolve) => void setImmediate(resolve))
const pause = (milliseconds: number) => new Promise<void>((resolve) => void setTimeout(resolve, milliseconds))

/**
 * Waits until all is at rest: between two looks no event came, no socket of ours has unsent or unread bytes, and every thread of
 * every program sleeps with unchanged context-switch counts. Names who never rests.
 */
export async function atRest(stage: Stage): Promise<void> {
  const end = stage.host.now() + bound
  let restless: string[] = []
  while (stage.stopped === undefined) {
    const { news } = stage
    // What is on its way at the first look may arrive only after the second, such as an RST that has just been sent.
    const first = moving(stage)
    const pids = processesOf(stage)
    const before = pids.length === 0 ? undefined : quiet(pids)
    const blind = pids.length > 0 && before === undefined
    if (pids.length > 0) await pause(blind ? blindGap : gap)
    await turn()
    await turn()
    restless = moving(stage)
    const after = pids.length === 0 ? undefined : quiet(processesOf(stage))
    const asleep =
      pids.length === 0 || blind || (before !== undefined && after !== undefined && sameSnapshot(before, after))
    if (news === stage.news && first.length === 0 && restless.length === 0 && asleep) return
    if (stage.host.now() > end) {
      if (news !== stage.news || restless.length > 0 || !asleep) nameRestless(stage, restless, news !== stage.news)
      return
    }
  }
}

function processesOf(stage: Stage): number[] {
  const pids: number[] = []
  for (const members of stage.cast.values()) {
    for (const role of members)
      if (role.actor?.processes !== undefined && role.lane?.over !== true) pids.push(...role.actor.processes())
  }
  return pids
}

/** Who has bytes on the way: queued on our side, or written by one actor of ours and not read by the other. */
function moving(stage: Stage): string[] {
  const names: string[] = []
  for (const party of allParties(stage)) {
    const actor = actorOf(party)
    if (actor === undefined || party.lane.over) continue
    if (actor.busy?.() === true && !heldBack(stage, party)) names.push(party.name)
    else if (party.connection === undefined && inFlight(stage, party)) names.push(party.name)
  }
  return names
}

/** A full queue in front of a reader that a step has paused is as much at rest as anything can be. */
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
  if (!from.lane.over && differ(writer.facts()['bytesWritten'], reader.facts()['bytesRead'])) return true
  return hasEnded(from, writer) && !to.lane.main.ended
}

/** Its FIN (or RST) has left, or is about to: the kernel may take its time with it on a busy machine. */
function hasEnded(party: Party, actor: Actor): boolean {
  if (actor.ends?.local?.startsWith('udp:') === true) return false
  const state = actor.facts()['readyState']
  return party.lane.over || state === 'readOnly' || state === 'closed'
}

/** Paused by a step, or from its first byte on (`pauseOnConnect`). */
function isPaused(party: Party): boolean {
  return party.lane.paused || actorOf(party)?.paused === true
}

function differ(written: unknown, read: unknown): boolean {
  return typeof written === 'number' && typeof read === 'number' && written !== read
}

function nameRestless(stage: Stage, moving: readonly string[], heard: boolean): void {
  if (moving.length > 0) {
    for (const name of moving) stage.restless.add(name)
    return
  }
  for (const party of allParties(stage)) {
    const recent = stage.clock.micros() - party.lane.lastHeard < 200_000
    if (!party.lane.over && (heard ? recent : actorOf(party)?.processes !== undefined)) stage.restless.add(party.name)
  }
}
