import type { Actor, Happening } from '../../model/actor.ts'
import type { Failure } from '../../model/result.ts'
import { failing, failingWith, heardOn } from '../failing.ts'
import { isOfSystem, isRefusal, kindOf, said } from '../guard/misbehave.ts'
import { skipTo, tellEvent } from '../lane/cursor.ts'
import { wordsOf, type RunLane } from '../lane/lane.ts'
import type { HappeningItem } from '../lane/stream.ts'
import { hasRead } from '../idle/in-flight.ts'
import { sentHasLeft } from '../idle/sent-has-left.ts'
import { peerOf } from '../stage/connections.ts'
import { atRest } from '../rest.ts'
import { actorOf, type Party } from '../stage/role.ts'
import { touch, type Stage } from '../stage/stage.ts'
import { expectEnd } from './own-end.ts'
import { deadlineOf, settled, until } from '../waiting.ts'
import { showDuration } from '../../text/units.ts'

type Leaving = 'end' | 'exit' | 'close' | 'reset'

/** Signals by which a program ends that has gone wrong (signal(7), those that leave a core). */
const crashes: ReadonlySet<string> = new Set(['SIGSEGV', 'SIGABRT', 'SIGBUS', 'SIGFPE', 'SIGILL', 'SIGSYS', 'SIGTRAP'])

const doing = { end: 'end', exit: 'leave', close: 'close', reset: 'be reset' } as const

/** `end`, `exit`, `close`, `reset`: our side of a conversation is over, each in its own way. */
export async function leave(stage: Stage, party: Party, verb: Leaving): Promise<Failure | undefined> {
  const actor = actorOf(party)
  const { lane } = party
  if (actor === undefined)
    return failing(stage, 'not-connected', `“${party.name}” has not come yet`, { lane: party.name })
  touch(stage, lane)
  if (lane.over && (verb === 'close' || verb === 'exit')) return finish(stage, party, verb)
  const act = actionOf(actor, verb)
  if (act === undefined) return failing(stage, 'wrong-verb', `“${party.name}” cannot ${verb}`, { lane: party.name })
  // A key that ends input, a leaving word, a terminal that goes: typed like any other.
  const busy = actor.typed === true ? await atRest(stage) : undefined
  if (busy !== undefined) return busy
  const peer = peerOf(stage, party)
  if (verb === 'reset') {
    const failure = await heardByPeer(stage, party, peer)
    if (failure !== undefined) return failure
  }
  expectEnd(stage, party, verb === 'exit' ? 'close' : verb)
  const from = lane.history.length
  const late = () =>
    failing(stage, 'step-timeout', `“${party.name}” did not ${doing[verb]} within ${showDuration(deadlineOf(stage))}`, {
      lane: party.name,
    })
  const failure = await settled(stage, Promise.resolve().then(act), late, (error) => refused(stage, party, verb, error))
  if (failure !== undefined) return failure
  if (verb === 'exit') {
    const unfinished = await until(stage, () => (lane.over ? true : undefined), late)
    if (unfinished !== undefined) return unfinished
    // Whether what it hears on the way out came before or behind its own FIN is a race: the deed stands first.
    tellOwn(lane, from, ['end'])
  } else tellOwn(lane, from, ['end', 'reset', 'close'])
  if (
    verb === 'close' &&
    peer !== undefined &&
    !peer.lane.paused &&
    actorOf(peer)?.paused !== true &&
    !peer.lane.over
  ) {
    const unknown = await until(stage, () => (knowsEnd(peer.lane) ? true : undefined), late)
    if (unknown !== undefined) return unknown
  }
  return finish(stage, party, verb)
}

/** What an actor rejects with: its own words, the system's answer, or a mistake of its plugin. */
function refused(stage: Stage, party: Party, verb: Leaving, error: unknown): Failure {
  const lane = party.name
  if (isRefusal(error)) return failingWith(stage, error.refusal)
  const what = `“${party.name}” could not ${doing[verb]}: ${said(error)}`
  if (isOfSystem(error)) return failing(stage, 'step-failed', what, { lane })
  stage.broken = true
  return failing(stage, 'plugin-misbehaved', `${kindOf(stage, party.role)} threw in ${verb}(): ${what}`, { lane })
}

function actionOf(actor: Actor, verb: Leaving): (() => Promise<void> | void) | undefined {
  if (verb === 'exit') return (actor.exit ?? actor.close)?.bind(actor)
  return actor[verb]?.bind(actor)
}

/** After an exit the lane has been heard to its end: all of it stands at this step. */
function finish(stage: Stage, party: Party, verb: Leaving): Failure | undefined {
  if (verb !== 'exit') return undefined
  const { lane } = party
  if (
    party.role.declaration.strict &&
    [...lane.streams].some((each) => each.unseen > 0 || each.firstLine() !== undefined)
  )
    return failing(
      stage,
      'left-unread',
      `“${party.name}” is strict, and no step expected what it said before it left`,
      { lane: party.name, ...heardOn(party) },
    )
  for (const item of lane.history) item.expected = true
  const [main, ...others] = [...lane.streams]
  if (main === undefined) return undefined
  const last = main.events.find((item) => item.event.ends === 'all')
  skipTo(lane, main, last)
  for (const other of others) skipTo(lane, other)
  if (last === undefined) skipTo(lane, main)
  // It has its row; a wish may still ask how it left.
  else tellEvent(lane, last)
  return last === undefined ? undefined : crash(stage, party, last)
}

/** Any exit code may be the way to leave; a crash is none. */
function crash(stage: Stage, party: Party, { event }: HappeningItem): Failure | undefined {
  if (event.signal === undefined || !crashes.has(event.signal)) return undefined
  return failing(stage, 'unexpected-exit', `“${party.name}” was ${wordsOf(event)} instead of leaving`, {
    ...heardOn(party),
    wanted: 'that it leaves by itself',
    why: `it was ${wordsOf(event)}`,
    hint: `if that belongs to the story, send what makes it leave and say: - expect: { ${party.name}: { exit: ${event.signal} } }`,
  })
}

/** What the verb itself brought about has its row here; a wish may still be met by it. */
function tellOwn(lane: RunLane, from: number, deeds: readonly Happening['did'][]): void {
  for (const item of lane.history.slice(from)) {
    if (item.event.did === undefined || !deeds.includes(item.event.did)) continue
    item.expected = true
    tellEvent(lane, item)
  }
}

function knowsEnd(lane: RunLane): boolean {
  return lane.over || lane.main.ended
}

/** Before an RST: what was sent must have been heard, or it would be lost on the way or look like a FIN. */
async function heardByPeer(stage: Stage, party: Party, peer: Party | undefined): Promise<Failure | undefined> {
  const actor = actorOf(party) as Actor
  const other = peer === undefined ? undefined : actorOf(peer)
  const late = () =>
    failing(
      stage,
      'step-timeout',
      `what “${party.name}” sent has not been heard within ${showDuration(deadlineOf(stage))}`,
      { lane: party.name },
    )
  if (peer !== undefined && other !== undefined) {
    if (peer.lane.paused || other.paused === true || peer.lane.over) return undefined
    // What a kind does not count (a proxy, a plugin's server) the kernel does.
    if (hasRead(actor, other) !== undefined)
      return until(stage, () => (hasRead(actor, other) === true ? true : undefined), late)
  }
  let waiting = true
  const left = sentHasLeft(
    actor.ends,
    () => actor.busy?.() === true,
    () => waiting,
  )
  const failure = await settled(stage, left, late, () => late())
  waiting = false
  return failure
}
