import type { Actor, LaneEvent, Lane } from '../../model/actor.ts'
import { spacedHex } from '../../text/byte-text.ts'
import { nodeAt } from '../../coercion/schema-def.ts'
import { guardActor, mistakeInActor } from '../guard/actor.ts'
import { reportActorError, kindOf, pluginError, thrownMessage } from '../guard/plugin-error.ts'
import type { RunLane } from '../lane/lane.ts'
import { showOn } from '../lane/screen.ts'
import { arrive, pairEarly } from '../context/connections.ts'
import type { Lifetime } from '../context/lifetime.ts'
import { becomesIdle } from '../idle/until-idle.ts'
import { holdersOf } from '../context/holders.ts'
import { ownFramer } from '../context/framed-line.ts'
import { newLane } from '../context/new-lane.ts'
import type { ActorInstance } from '../context/actor-instance.ts'
import type { RunContext, GuardContext } from '../context/run-context.ts'

/**
 * The lane as its kind sees it. Whatever comes of it that no lane could take stops the scenario, and never throws where the kind
 * calls from: that may be the callback of a timer or a socket.
 */
export function lanePort(context: RunContext, instance: ActorInstance, lane: RunLane, lifetime: Lifetime): Lane {
  const { folder, key } = context
  const nonsense = (what: string) =>
    pluginError(context, `${kindOf(context, instance)} ${what} on the lane of “${lane.name}”`, { lane: lane.name })
  return {
    name: lane.name,
    receive: (bytes, how) => {
      if (!(bytes instanceof Uint8Array)) return nonsense('received something other than bytes')
      if (how?.ignored === true) lane.ignore(bytes)
      else if (bytes.byteLength > 0 || how?.message !== undefined) lane.receive(bytes, how?.stream, how?.message)
    },
    print: (line, how) =>
      typeof line === 'string' ? lane.print(line, how?.of) : nonsense('printed something other than text'),
    event: (event) => (isLaneEvent(event) ? void lane.event(event) : nonsense('reported an event without a name')),
    replied: (shown, open) => void lane.event(repliedEvent(shown, open)),
    ...screenPort(context, instance, lane),
    sent: (bytes) => {
      if (!(bytes instanceof Uint8Array)) return nonsense('sent something other than bytes')
      context.recorder.write({ type: 'sent', at: lane.now(), lane: lane.name, bytes })
    },
    get framer() {
      return ownFramer(instance)
    },
    failed: (error, at) => {
      const { options } = instance.declaration
      reportActorError(context, instance, error, Array.isArray(at) ? nodeAt(options.node, at).node.span : undefined)
    },
    accept: (build: (lane: Lane) => Actor) => {
      if (lane.frozen || instance.lane !== lane) return turnAway(context, instance, lifetime, build)
      const connection = arrive(context, instance)
      const port = lanePort(context, instance, connection.lane, lifetime)
      const actor = built(context, instance, connection.lane.name, build, port)
      if (actor === undefined) return port
      connection.actor = actor
      const remote = connection.actor.ends?.remote
      if (remote !== undefined) context.byRemote.set(remote, { server: instance, number: connection.number })
      pairEarly(context, instance)
      context.laneSetting.changed(connection.lane)
      return port
    },
    strict: new Set(instance.declaration.strict.about),
    isSentTo: context.spokenTo.has(instance.declaration.name),
    awaits: (readiness) => void (lifetime.readiness = readiness),
    alias: (volatile, fact) => {
      addAlias(context, String(volatile), fact.startsWith('!') ? fact.slice(1) : `${instance.name}.${fact}`)
    },
    holders: (place) => holdersOf(context, instance, place),
    run: key,
    get signal() {
      return lifetime.signal
    },
    get tmp() {
      return folder.path
    },
    dir: context.names.dir,
    env: context.host.env,
    forPrograms: { listed: context.programEnv, given: context.host.programEnv ?? {} },
    ...(context.host.reaper === undefined ? {} : { guard: context.host.reaper }),
  }
}

function addAlias({ aliased, aliases }: RunContext, volatile: string, name: string): void {
  const both = `${volatile}\n${name}`
  if (aliased.has(both)) return
  aliased.add(both)
  aliases.push({ volatile, name })
}

const repliedEvent = (shown: string | Uint8Array, open?: LaneEvent['open']): LaneEvent => ({
  name: 'replied',
  ...(shown instanceof Uint8Array ? { words: spacedHex(shown), bytes: shown } : { words: String(shown) }),
  ...(Array.isArray(open) && open.length > 0 && { open }),
})

/** What is for actors with a screen. */
const screenPort = (context: RunContext, instance: ActorInstance, lane: RunLane): Partial<Lane> => ({
  shows: (screen) => showOn(lane, screen),
  isWatched: () => context.watched().has(instance.declaration.name),
  idle: (signal) => becomesIdle(context, signal),
})

function isLaneEvent(event: unknown): event is LaneEvent {
  return typeof event === 'object' && event !== null && typeof (event as Partial<LaneEvent>).name === 'string'
}

/** What a kind makes of a caller; undefined, and the scenario stops, when it is no actor. */
function built(
  context: GuardContext,
  instance: ActorInstance,
  name: string,
  build: (lane: Lane) => Actor,
  port: Lane,
): Actor | undefined {
  try {
    const actor = build(port)
    const mistake = mistakeInActor(actor)
    if (mistake === undefined) return guardActor(context, instance, name, actor)
    pluginError(context, `${kindOf(context, instance)} accepted no connection on “${name}”: ${mistake}`, { lane: name })
  } catch (error) {
    pluginError(context, `${kindOf(context, instance)} threw while it accepted “${name}”: ${thrownMessage(error)}`, {
      lane: name,
    })
  }
  return undefined
}

/** A caller that comes after the end of this life belongs to no lane, and is closed at once. */
function turnAway(
  context: RunContext,
  instance: ActorInstance,
  lifetime: Lifetime,
  build: (lane: Lane) => Actor,
): Lane {
  const lane = newLane(context, instance, `${instance.name}#late`)
  lane.frozen = true
  const port = lanePort(context, instance, lane, lifetime)
  const actor = built(context, instance, lane.name, build, port)
  if (actor !== undefined) Promise.resolve(actor.stop({ grace: 0 })).catch(() => {})
  return port
}
