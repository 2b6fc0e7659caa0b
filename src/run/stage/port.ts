import type { Actor, Lane } from '../../model/actor.ts'
import type { RunLane } from '../lane/lane.ts'
import { arrive } from './connections.ts'
import type { Role } from './role.ts'
import type { Stage } from './stage.ts'

/** The lane as its kind sees it. */
export function lanePort(stage: Stage, role: Role, lane: RunLane, signal: AbortSignal): Lane {
  const { folder } = stage
  return {
    name: lane.name,
    hear: (bytes, how) => {
      if (bytes.byteLength > 0 || how?.message !== undefined) lane.hear(bytes, how?.stream, how?.message !== undefined)
    },
    say: (line) => lane.say(line),
    happened: (event) => void lane.happened(event),
    replied: (line) => void lane.happened({ name: 'replied', words: line }),
    accept: (build: (lane: Lane) => Actor) => {
      const connection = arrive(stage, role)
      const port = lanePort(stage, role, connection.lane, signal)
      connection.actor = build(port)
      const remote = connection.actor.ends?.remote
      if (remote !== undefined) stage.byRemote.set(remote, { server: role, number: connection.number })
      stage.laneSetting.changed(connection.lane)
      return port
    },
    alias: (volatile, fact) => {
      const text = String(volatile)
      const name = fact.startsWith('!') ? fact.slice(1) : `${role.name}.${fact}`
      if (!stage.aliases.some((alias) => alias.volatile === text && alias.name === name))
        stage.aliases.push({ volatile: text, name })
    },
    signal,
    get tmp() {
      return folder.path
    },
    dir: stage.names.dir,
    env: stage.host.env,
    ...(stage.host.guardian === undefined ? {} : { guard: stage.host.guardian }),
  }
}
