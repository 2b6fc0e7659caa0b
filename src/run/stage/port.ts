import type { Actor, Happening, Lane } from '../../model/actor.ts'
import { nodeAt } from '../../registry/shaping/schema-def.ts'
import { guardActor, mistakeInActor } from '../guard/actor.ts'
import { gaveWay, kindOf, misbehave, said } from '../guard/misbehave.ts'
import type { RunLane } from '../lane/lane.ts'
import { arrive, pairEarly } from './connections.ts'
import type { Life } from './life.ts'
import { holdersOf } from './holders.ts'
import { ownFramer } from './framed-line.ts'
import { newLane } from './new-lane.ts'
import type { Role } from './role.ts'
import type { Stage } from './stage.ts'

/**
 * The lane as its kind sees it. Whatever comes of it that no lane could take stops the scenario, and never throws where the kind
 * calls from: that may be the callback of a timer or a socket.
 */
export function lanePort(stage: Stage, role: Role, lane: RunLane, life: Life): Lane {
  const { folder } = stage
  const nonsense = (what: string) =>
    misbehave(stage, `${kindOf(stage, role)} ${what} on the lane of “${lane.name}”`, { lane: lane.name })
  return {
    name: lane.name,
    hear: (bytes, how) => {
      if (!(bytes instanceof Uint8Array)) return nonsense('heard what is no bytes')
      if (bytes.byteLength > 0 || how?.message !== undefined) lane.hear(bytes, how?.stream, how?.message)
    },
    say: (line, how) => (typeof line === 'string' ? lane.say(line, how?.of) : nonsense('said what is no text')),
    happened: (event) =>
      isHappening(event) ? void lane.happened(event) : nonsense('told of something without a name'),
    replied: (line) => void lane.happened({ name: 'replied', words: String(line) }),
    sent: (bytes) => {
      if (!(bytes instanceof Uint8Array)) return nonsense('sent what is no bytes')
      stage.recorder.write({ type: 'sent', at: lane.now(), lane: lane.name, bytes })
    },
    get framer() {
      return ownFramer(role)
    },
    failed: (error, at) => {
      const { options } = role.declaration
      gaveWay(stage, role, error, Array.isArray(at) ? nodeAt(options.written, at).node.span : undefined)
    },
    accept: (build: (lane: Lane) => Actor) => {
      const late = lane.sealed || role.lane !== lane
      if (late) return turnAway(stage, role, life, build)
      const connection = arrive(stage, role)
      const port = lanePort(stage, role, connection.lane, life)
      const actor = built(stage, role, connection.lane.name, build, port)
      if (actor === undefined) return port
      connection.actor = actor
      const remote = connection.actor.ends?.remote
      if (remote !== undefined) stage.byRemote.set(remote, { server: role, number: connection.number })
      pairEarly(stage, role)
      stage.laneSetting.changed(connection.lane)
      return port
    },
    isSentTo: stage.spokenTo.has(role.declaration.name),
    awaits: (readiness) => void (life.readiness = readiness),
    alias: (volatile, fact) => {
      const text = String(volatile)
      const name = fact.startsWith('!') ? fact.slice(1) : `${role.name}.${fact}`
      const key = `${text}\n${name}`
      if (stage.aliased.has(key)) return
      stage.aliased.add(key)
      stage.aliases.push({ volatile: text, name })
    },
    holders: (place) => holdersOf(stage, role, place),
    get signal() {
      return life.signal
    },
    get tmp() {
      return folder.path
    },
    dir: stage.names.dir,
    env: stage.host.env,
    ...(stage.host.guardian === undefined ? {} : { guard: stage.host.guardian }),
  }
}

function isHappening(event: unknown): event is Happening {
  return typeof event === 'object' && event !== null && typeof (event as Partial<Happening>).name === 'string'
}

/** What a kind makes of a caller; undefined, and the scenario stops, when it is nothing that could be spoken with. */
function built(stage: Stage, role: Role, name: string, build: (lane: Lane) => Actor, port: Lane): Actor | undefined {
  try {
    const actor = build(port)
    const mistake = mistakeInActor(actor)
    if (mistake === undefined) return guardActor(stage, role, name, actor)
    misbehave(stage, `${kindOf(stage, role)} accepted nobody on “${name}”: ${mistake}`, { lane: name })
  } catch (error) {
    misbehave(stage, `${kindOf(stage, role)} threw while it accepted “${name}”: ${said(error)}`, { lane: name })
  }
  return undefined
}

/** A caller who comes when this life is over is nobody's: it is heard on no lane, and taken down at once. */
function turnAway(stage: Stage, role: Role, life: Life, build: (lane: Lane) => Actor): Lane {
  const lane = newLane(stage, role, `${role.name}#late`)
  lane.sealed = true
  const port = lanePort(stage, role, lane, life)
  const actor = built(stage, role, lane.name, build, port)
  if (actor !== undefined) Promise.resolve(actor.stop({ grace: 0 })).catch(() => {})
  return port
}
