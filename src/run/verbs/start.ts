import type { Actor, Refusal } from '../../model/actor.ts'
import type { Failure } from '../../model/result.ts'
import { failing, failingWith } from '../failing.ts'
import type { RunLane } from '../lane/lane.ts'
import { skipTo, tellEvent } from '../lane/cursor.ts'
import { lanePort } from '../stage/port.ts'
import { newLane } from '../stage/new-lane.ts'
import type { Role } from '../stage/role.ts'
import { touch, type Stage } from '../stage/stage.ts'
import { deadlineOf, settled, shownDuration } from '../waiting.ts'
import { optionsOf } from './options.ts'

/** What a start or connect itself brings about: its rows stand at this step, and a wish may still be met by it. */
const beginnings = new Set(['listening', 'connected', 'started', 'ready'])

/** Begins a life of an actor: `start`, and the first half of `connect`. Done when it is ready. */
export async function begin(stage: Stage, role: Role): Promise<Failure | undefined> {
  if (role.actor !== undefined) endLife(stage, role)
  // A lane that a step has touched before the actor came belongs to its first life.
  const lane = (role.lane ??= newLane(stage, role, role.name))
  touch(stage, lane)
  const prepared = optionsOf(stage, role)
  if ('failure' in prepared) return prepared.failure
  const abort = (role.abort = new AbortController())
  const stop = () => abort.abort()
  let actor: Actor | undefined
  let starting: Promise<Actor>
  try {
    starting = role.kind.start(prepared.options, lanePort(stage, role, lane, abort.signal))
  } catch (error) {
    return startFailure(stage, role, error)
  }
  const failure = await settled(
    stage,
    starting.then((started) => {
      actor = started
      role.actor = started
      if (abort.signal.aborted) role.former.push(started)
    }),
    () =>
      failing(stage, 'not-ready', `“${role.name}” is not ready after ${shownDuration(deadlineOf(stage))}`, {
        lane: role.name,
        hint: 'give it more time with within, or look at what it printed',
      }),
    (error) => startFailure(stage, role, error),
  )
  if (failure !== undefined) {
    if (actor === undefined) stop()
    return failure
  }
  tellBeginnings(lane)
  return undefined
}

export function tellBeginnings(lane: RunLane): void {
  for (const item of lane.main.events) {
    if (!beginnings.has(item.event.name)) continue
    item.expected = true
    tellEvent(lane, item)
  }
}

/** Starting an actor again opens a new life: what was unread of the old one stands at this step. */
function endLife(stage: Stage, role: Role): void {
  const { lane, actor } = role
  if (actor !== undefined) role.former.push(actor)
  for (const old of [lane, ...role.connections.map((connection) => connection.lane)]) {
    if (old === undefined) continue
    touch(stage, old)
    for (const stream of old.streams) skipTo(old, stream)
    stage.formerHistories.push({ role, lane: old })
    old.sealed = true
  }
  for (const connection of role.connections) if (connection.actor !== undefined) role.former.push(connection.actor)
  role.lane = undefined
  role.actor = undefined
  role.connections = []
  role.arrived = 0
  role.known = 0
}

function startFailure(stage: Stage, role: Role, error: unknown): Failure {
  const refusal = error as Partial<Refusal> | undefined
  if (refusal?.refusal !== undefined) {
    const failure = failingWith(stage, refusal.refusal, stage.step?.span)
    // Without a terminal to give, a scenario that needs one cannot be judged.
    if (refusal.refusal.code === 'pty-missing') stage.skip = refusal.refusal.message
    if (refusal.outcome === 'broken') stage.broken = true
    return { lane: role.name, ...failure }
  }
  stage.broken = true
  const message = error instanceof Error ? error.message : String(error)
  return failing(
    stage,
    'plugin-misbehaved',
    `the kind “${role.declaration.kind}” threw while “${role.name}” was starting: ${message}`,
    { lane: role.name },
  )
}
