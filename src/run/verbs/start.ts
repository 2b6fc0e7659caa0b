import type { Failure } from '../../model/result.ts'
import { failing, failingWith } from '../failing.ts'
import { guardActor, mistakeInActor } from '../guard/actor.ts'
import { isRefusal, kindOf, said } from '../guard/misbehave.ts'
import { actAs } from '../guard/owner.ts'
import type { RunLane } from '../lane/lane.ts'
import { skipTo, tellEvent } from '../lane/cursor.ts'
import { Life } from '../stage/life.ts'
import { lanePort } from '../stage/port.ts'
import { newLane } from '../stage/new-lane.ts'
import type { Role } from '../stage/role.ts'
import { touch, type Stage } from '../stage/stage.ts'
import { settled } from '../waiting.ts'
import { notReady } from './not-ready.ts'
import { optionsOf } from './options.ts'

/** What a start or connect itself brings about: its rows stand at this step, and a wish may still be met by it. */
const beginnings = new Set(['listening', 'connected', 'started', 'ready'])

/** Begins a life of an actor: `start`, and the first half of `connect`. Done when it is ready. */
export async function begin(stage: Stage, role: Role): Promise<Failure | undefined> {
  if (role.actor !== undefined) endLife(stage, role)
  // A lane that a step has touched before the actor came belongs to its first life.
  const lane = (role.lane ??= newLane(stage, role, role.name))
  touch(stage, lane)
  lane.telling.newest = stage.clock.micros()
  const prepared = optionsOf(stage, role)
  if ('failure' in prepared) return prepared.failure
  const life = (role.life = new Life())
  let begun = false
  const start = async (): Promise<void> => {
    const actor = await actAs(stage, role)(() => role.kind.start(prepared.options, lanePort(stage, role, lane, life)))
    const mistake = mistakeInActor(actor)
    if (mistake !== undefined) throw new Error(mistake)
    begun = true
    const guarded = guardActor(stage, role, role.name, actor)
    // One that comes too late is taken down with the others, or at once when they have been.
    if (!life.over) role.actor = guarded
    else if (stage.phase === 'story') role.former.push(guarded)
    else await guarded.stop({ grace: 0 })
  }
  const starting = start()
  role.starting = starting.then(
    () => void (role.starting = undefined),
    () => void (role.starting = undefined),
  )
  const failure = await settled(
    stage,
    starting,
    () => notReady(stage, role, lane, life.readiness),
    (error) => startFailure(stage, role, error),
  )
  if (failure !== undefined) {
    if (!begun) life.end('it was given up')
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
  role.callers.clear()
  // What comes of its next life is another connection.
  for (const server of [...stage.cast.values()].flat()) server.callers.delete(role)
  role.arrived = 0
  role.known = 0
  role.addressed = 0
}

function startFailure(stage: Stage, role: Role, error: unknown): Failure {
  if (isRefusal(error)) {
    const failure = failingWith(stage, error.refusal, stage.step?.span)
    if (error.outcome === 'broken') stage.broken = true
    return { lane: role.name, ...failure }
  }
  stage.broken = true
  return failing(
    stage,
    'plugin-misbehaved',
    `${kindOf(stage, role)} threw while “${role.name}” was starting: ${said(error)}`,
    { lane: role.name },
  )
}
