import type { Actor, LaneEvent } from '../../model/actor.ts'
import type { Failure } from '../../model/result.ts'
import { isStrict, strictly } from '../../language/actors/strict.ts'
import { failing, receivedOn } from '../failure/failing.ts'
import { skipTo } from '../lane/cursor.ts'
import { addEventRow, addRepliesHere } from '../lane/event-rows.ts'
import { wordsOf } from '../lane/in-row.ts'
import type { RunLane } from '../lane/lane.ts'
import type { EventItem } from '../lane/stream.ts'
import { hasRead } from '../idle/in-flight.ts'
import { queuesBetween, wiresMove } from '../context/wired.ts'
import { sentHasLeft } from '../idle/sent-has-left.ts'
import { peerOf } from '../context/connections.ts'
import { untilIdle } from '../idle/until-idle.ts'
import { actorOf, type Endpoint } from '../context/actor-instance.ts'
import { touch, type FailureContext, type WaitContext } from '../context/run-context.ts'
import { expectEnd } from './own-end.ts'
import { rejected } from './rejected.ts'
import { deadlineOf, settled, until, waitersOf } from '../idle/waiting.ts'
import { showDuration } from '../../text/units.ts'

type Leaving = 'end' | 'exit' | 'close' | 'reset'

/** Signals by which a program ends that has gone wrong (signal(7), those that leave a core). */
const crashes: ReadonlySet<string> = new Set(['SIGSEGV', 'SIGABRT', 'SIGBUS', 'SIGFPE', 'SIGILL', 'SIGSYS', 'SIGTRAP'])

const doing = { end: 'end', exit: 'leave', close: 'close', reset: 'be reset' } as const

/** `end`, `exit`, `close`, `reset`: our side of a conversation is over, each in its own way. */
export async function leave(context: WaitContext, endpoint: Endpoint, verb: Leaving): Promise<Failure | undefined> {
  const actor = actorOf(endpoint)
  const { lane } = endpoint
  if (actor === undefined)
    return failing(context, 'not-connected', `“${endpoint.name}” has not come yet`, { lane: endpoint.name })
  touch(context, lane)
  if (lane.over && (verb === 'close' || verb === 'exit')) return finish(context, endpoint, verb)
  const act = actionOf(actor, verb)
  if (act === undefined)
    return failing(context, 'wrong-verb', `“${endpoint.name}” cannot ${verb}`, { lane: endpoint.name })
  // A key that ends input, a leaving word, a terminal that goes: typed like any other.
  const busy = actor.typed === true ? await untilIdle(context) : undefined
  if (busy !== undefined) return busy
  const peer = peerOf(context, endpoint)
  if (verb === 'reset') {
    const failure = await receivedByPeer(context, endpoint, peer)
    if (failure !== undefined) return failure
  }
  return carryOut(context, endpoint, verb, act, peer)
}

/** Leaves, gives what comes of it its rows, and after a close waits until the peer knows. */
async function carryOut(
  context: WaitContext,
  endpoint: Endpoint,
  verb: Leaving,
  act: () => Promise<void> | void,
  peer: Endpoint | undefined,
): Promise<Failure | undefined> {
  const { lane } = endpoint
  expectEnd(context, endpoint, verb === 'exit' ? 'close' : verb)
  const from = lane.history.length
  const late = () =>
    failing(
      context,
      'step-timeout',
      `“${endpoint.name}” did not ${doing[verb]} within ${showDuration(deadlineOf(context))}`,
      {
        lane: endpoint.name,
      },
    )
  const failure = await settled(context, Promise.resolve().then(act), late, (error) =>
    rejected(context, endpoint, { call: verb, doing: doing[verb] }, error),
  )
  if (failure !== undefined) return failure
  if (verb === 'exit') {
    const unfinished = await until(context, () => (lane.over ? true : undefined), late, waitersOf(lane), true)
    if (unfinished !== undefined) return unfinished
    // Whether what it receives on the way out came before or behind its own FIN is a race: the action stands first.
    addOwnRow(lane, from, ['end'])
  } else addOwnRow(lane, from, ['end', 'reset', 'close'])
  if (
    verb === 'close' &&
    peer !== undefined &&
    !peer.lane.paused &&
    actorOf(peer)?.paused !== true &&
    !peer.lane.over
  ) {
    const unknown = await until(
      context,
      () => (knowsEnd(peer.lane) ? true : undefined),
      late,
      waitersOf(peer.lane),
      true,
    )
    if (unknown !== undefined) return unknown
  }
  return finish(context, endpoint, verb)
}

function actionOf(actor: Actor, verb: Leaving): (() => Promise<void> | void) | undefined {
  if (verb === 'exit') return (actor.exit ?? actor.close)?.bind(actor)
  return actor[verb]?.bind(actor)
}

/** After an exit the lane has been received to its end: all of it stands at this step. */
function finish(context: FailureContext, endpoint: Endpoint, verb: Leaving): Failure | undefined {
  if (verb !== 'exit') return undefined
  const { lane } = endpoint
  const { strict } = endpoint.instance.declaration
  if (
    [...lane.streams].some((each) => isStrict(strict, each.name) && (each.unseen > 0 || each.firstLine() !== undefined))
  )
    return failing(
      context,
      'unmatched-output',
      `“${endpoint.name}” is ${strictly(strict)}, and no step expected what it ${lane.verb} before it left`,
      { lane: endpoint.name, ...receivedOn(endpoint) },
    )
  for (const item of lane.history) item.expected = true
  const [main, ...others] = [...lane.streams]
  if (main === undefined) return undefined
  const last = main.events.find((item) => item.event.ends === 'all')
  skipTo(lane, main, last)
  for (const other of others) skipTo(lane, other)
  if (last === undefined) skipTo(lane, main)
  // It has its row; an expectation may still ask how it left.
  else addEventRow(lane, last)
  return last === undefined ? undefined : crash(context, endpoint, last)
}

/** Any exit code may be the way to leave; a crash is none. */
function crash(context: FailureContext, endpoint: Endpoint, { event }: EventItem): Failure | undefined {
  if (event.signal === undefined || !crashes.has(event.signal)) return undefined
  return failing(context, 'unexpected-exit', `“${endpoint.name}” was ${wordsOf(event)} instead of leaving`, {
    ...receivedOn(endpoint),
    wanted: 'that it leaves by itself',
    why: `it was ${wordsOf(event)}`,
    hint: `if that belongs to the scenario, send what makes it leave and add: - expect: { ${endpoint.name}: { exit: ${event.signal} } }`,
  })
}

/** What the verb itself brought about has its row here; an expectation may still be met by it. */
function addOwnRow(lane: RunLane, from: number, deeds: readonly LaneEvent['did'][]): void {
  addRepliesHere(lane)
  for (const item of lane.history.slice(from)) {
    if (item.event.did === undefined || !deeds.includes(item.event.did)) continue
    item.expected = true
    addEventRow(lane, item)
  }
}

function knowsEnd(lane: RunLane): boolean {
  return lane.over || lane.main.ended
}

/** Before an RST: what was sent must have been received, or it would be lost on the way or look like a FIN. */
async function receivedByPeer(
  context: WaitContext,
  endpoint: Endpoint,
  peer: Endpoint | undefined,
): Promise<Failure | undefined> {
  const actor = actorOf(endpoint) as Actor
  const other = peer === undefined ? undefined : actorOf(peer)
  const late = () =>
    failing(
      context,
      'step-timeout',
      `what “${endpoint.name}” sent has not been received within ${showDuration(deadlineOf(context))}`,
      { lane: endpoint.name },
    )
  if (peer !== undefined && other !== undefined) {
    if (peer.lane.paused || other.paused === true || peer.lane.over) return undefined
    // What a kind does not count (a proxy, a plugin's server) the kernel does.
    if (hasRead(actor, other) !== undefined)
      return until(context, () => (hasRead(actor, other) === true ? true : undefined), late)
  }
  let waiting = true
  const left = sentHasLeft(
    () => queuesBetween(context, actor.ends),
    () => actor.busy?.() === true || wiresMove(context),
    () => waiting,
  )
  const failure = await settled(context, left, late, () => late())
  waiting = false
  return failure
}
