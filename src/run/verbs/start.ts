import type { Lane } from '../../model/actor.ts'
import type { Failure } from '../../model/result.ts'
import { failing, failingWith } from '../failure/failing.ts'
import { guardActor, mistakeInActor } from '../guard/actor.ts'
import { isProblemError, kindOf, thrownMessage } from '../guard/plugin-error.ts'
import { startAs } from '../guard/owner.ts'
import type { RunLane } from '../lane/lane.ts'
import { skipTo } from '../lane/cursor.ts'
import { addEventRow } from '../lane/event-rows.ts'
import { Lifetime } from '../context/lifetime.ts'
import { lanePort } from '../opening/port.ts'
import { newLane } from '../context/new-lane.ts'
import type { ActorInstance } from '../context/actor-instance.ts'
import { touch, type RunContext, type RunActors, type RunRows, type GuardContext } from '../context/run-context.ts'
import { leadToOthers } from '../context/wired.ts'
import { settled } from '../idle/waiting.ts'
import { notReady } from './not-ready.ts'
import { optionsOf } from './options.ts'

/** What a start or connect itself brings about: its rows stand at this step, and an expectation may still be met by it. */
const beginnings = new Set(['listening', 'connected', 'started', 'ready'])

/** Begins a life of an actor: `start`, and the first half of `connect`. Done when it is ready. */
export async function begin(
  context: RunContext,
  instance: ActorInstance,
  seen = (port: Lane): Lane => port,
): Promise<Failure | undefined> {
  if (instance.actor !== undefined) endLifetime(context, instance)
  // A lane that a step has touched before the actor came belongs to its first life.
  const lane = (instance.lane ??= newLane(context, instance, instance.name))
  touch(context, lane)
  lane.rows.newest = context.clock.micros()
  if (context.host.wires !== undefined) await leadToOthers(context)
  const prepared = optionsOf(context, instance)
  if ('failure' in prepared) return prepared.failure
  const lifetime = (instance.lifetime = new Lifetime())
  let begun = false
  const start = async (): Promise<void> => {
    const actor = await startAs(
      context,
      instance,
    )(() => instance.kind.start(prepared.options, seen(lanePort(context, instance, lane, lifetime))))
    const mistake = mistakeInActor(actor)
    if (mistake !== undefined) throw new Error(mistake)
    begun = true
    const guarded = guardActor(context, instance, instance.name, actor)
    // One that comes too late is taken down with the others, or at once when they have been.
    if (!lifetime.over) instance.actor = guarded
    else if (context.phase === 'steps') instance.former.push(guarded)
    else await guarded.stop({ grace: 0 })
  }
  const starting = start()
  instance.starting = starting.then(
    () => void (instance.starting = undefined),
    () => void (instance.starting = undefined),
  )
  const failure = await settled(
    context,
    starting,
    () => notReady(context, instance, lane, lifetime.readiness),
    (error) => startFailure(context, instance, error),
  )
  if (failure !== undefined) {
    if (!begun) lifetime.end('it was given up')
    return failure
  }
  addBeginningRows(lane)
  return undefined
}

export function addBeginningRows(lane: RunLane): void {
  for (const item of lane.main.events) {
    if (item.event.begins !== true && !beginnings.has(item.event.name)) continue
    item.expected = true
    addEventRow(lane, item)
  }
}

/** Starting an actor again opens a new life: what was unread of the old one stands at this step. */
function endLifetime(context: RunActors & RunRows, instance: ActorInstance): void {
  const { lane, actor } = instance
  if (actor !== undefined) instance.former.push(actor)
  for (const old of [lane, ...instance.connections.map((connection) => connection.lane)]) {
    if (old === undefined) continue
    touch(context, old)
    for (const stream of old.streams) skipTo(old, stream)
    context.formerHistories.push({ instance, lane: old })
    old.frozen = true
  }
  for (const connection of instance.connections)
    if (connection.actor !== undefined) instance.former.push(connection.actor)
  instance.lane = undefined
  instance.actor = undefined
  instance.connections = []
  instance.callers = undefined
  // What comes of its next life is another connection.
  for (const server of [...context.actors.values()].flat()) server.callers?.delete(instance)
  instance.arrived = 0
  instance.known = 0
  instance.addressed = 0
}

function startFailure(context: GuardContext, instance: ActorInstance, error: unknown): Failure {
  if (isProblemError(error)) {
    const failure = failingWith(context, error.problem, context.step?.span)
    if (error.outcome === 'broken') context.broken = true
    return { lane: instance.name, ...failure }
  }
  context.broken = true
  return failing(
    context,
    'plugin-error',
    `${kindOf(context, instance)} threw while “${instance.name}” was starting: ${thrownMessage(error)}`,
    { lane: instance.name },
  )
}
