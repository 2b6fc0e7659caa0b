import type { Actor } from '../model/actor.ts'
import { peerOf } from './stage/connections.ts'
import { allParties } from './stage/parties.ts'
import { actorOf, type Party } from './stage/role.ts'
import type { Stage } from './stage/stage.ts'
import { quiet, sameSnapshot, type Snapshot } from './processes/quiet.ts'

/** Milliseconds after which whoever still moves is called restless, or less when the step has less. */
const bound = 1000
/** Milliseconds that a failure waits for what has just ended. */
const moment = 150
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
  const end = stage.host.now() + (stage.step === undefined ? bound : Math.min(bound, stage.left()))
  stage.restless.clear()
  const moved = await moves(stage, end, () => stage.stopped !== undefined)
  if (moved !== undefined && (moved.news || moved.names.length > 0)) nameRestless(stage, moved.names, moved.news)
}

/**
 * Waits a moment, before a failure is told, for the ends that are on their way: the kernel closes a crashed server's sockets before
 * anybody hears that it has exited.
 */
export async function lastNews(stage: Stage): Promise<void> {
  await moves(stage, stage.host.now() + moment, () => false)
}

/** Looks until nothing moves, or it is given up; who still moves at the end of the time. */
async function moves(
  stage: Stage,
  end: number,
  givenUp: () => boolean,
): Promise<{ readonly names: readonly string[]; readonly news: boolean } | undefined> {
  while (!givenUp()) {
    const { news } = stage
    // What is on its way at the first look may arrive only after the second, such as an RST that has just been sent.
    const first = moving(stage)
    const before = lookAt(stage)
    if (before.size > 0) await pause([...before.values()].includes(undefined) ? blindGap : gap)
    await turn()
    await turn()
    const still = moving(stage)
    const awake = changed(before, lookAt(stage))
    if (news === stage.news && first.length === 0 && still.length === 0 && awake.length === 0) return undefined
    if (stage.host.now() > end) return { names: [...still, ...awake], news: news !== stage.news }
  }
  return undefined
}

/** A look at the processes of every actor that has some; undefined for one where the system does not show them. */
function lookAt(stage: Stage): Map<string, Snapshot | undefined> {
  const looks = new Map<string, Snapshot | undefined>()
  for (const members of stage.cast.values()) {
    for (const { name, actor, lane } of members) {
      if (actor?.processes === undefined || lane?.over === true) continue
      const pids = actor.processes()
      if (pids.length > 0) looks.set(name, quiet(pids))
    }
  }
  return looks
}

/** Whose processes did something between two looks. */
function changed(
  before: ReadonlyMap<string, Snapshot | undefined>,
  after: ReadonlyMap<string, Snapshot | undefined>,
): string[] {
  return [...before.keys()].concat([...after.keys()].filter((name) => !before.has(name))).filter((name) => {
    const [one, other] = [before.get(name), after.get(name)]
    // One whose processes are all gone is judged by its end; where nothing is shown, silence has been judged.
    return one === undefined || other === undefined ? before.has(name) !== after.has(name) : !sameSnapshot(one, other)
  })
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

function nameRestless(stage: Stage, awake: readonly string[], heard: boolean): void {
  for (const name of awake) stage.restless.add(name)
  if (heard) {
    for (const { name, lane } of allParties(stage))
      if (!lane.over && stage.clock.micros() - lane.lastHeard < 200_000) stage.restless.add(name)
  }
  for (const name of stage.restless) stage.everRestless.add(name)
}
