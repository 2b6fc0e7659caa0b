import type { Target } from '../../model/scenario.ts'
import { refuse } from '../../registry/refuse.ts'
import { connectionFrom, connectionOf } from './connections.ts'
import { newLane } from './new-lane.ts'
import type { Party, Role } from './role.ts'
import type { Stage } from './stage.ts'

/**
 * Whom a target means. `talking` is true for verbs about a conversation (send, expect, end, …): for a server without a voice they
 * mean its first connection. A crowd's name means all its members.
 */
export function partiesOf(stage: Stage, target: Target, talking: boolean): Party[] {
  const members = stage.cast.get(target.actor) ?? []
  const { connection } = target
  if (members.length > 1) {
    const chosen = typeof connection === 'number' ? members.slice(connection - 1, connection) : members
    return chosen.map((role) => ownParty(stage, role))
  }
  const role = members[0] as Role
  if (typeof connection === 'number') return [connectionParty(stage, role, connection)]
  if (typeof connection === 'string') {
    const clients = clientsNamed(stage, connection)
    return clients.map((client) => {
      const found = connectionFrom(stage, role, client)
      if (found === undefined) throw notThere(`${role.name}#${connection}`)
      return { name: `${role.name}#${connection}`, role, lane: found.lane, connection: found }
    })
  }
  if (talking && role.kind.role === 'server' && !role.kind.voice) return [connectionParty(stage, role, 1)]
  return [ownParty(stage, role)]
}

/** True when a client of ours is connected and its server has not got to its connection yet, as before a handshake. */
export function isToCome(stage: Stage, { actor, connection }: Target): boolean {
  if (typeof connection !== 'string') return false
  const members = stage.cast.get(actor) ?? []
  if (members.length > 1) return false
  return clientsNamed(stage, connection).some(
    (client) =>
      client.actor !== undefined &&
      client.lane?.over !== true &&
      connectionFrom(stage, members[0] as Role, client) === undefined,
  )
}

/** A step that addresses nobody would do nothing, and pass. */
function notThere(name: string): Error {
  const hint = 'connect that client before this step; connections of programs have numbers, in order of arrival'
  return refuse('not-connected', `there is no connection “${name}” now`, hint, 'failed')
}

export function ownParty(stage: Stage, role: Role): Party {
  role.lane ??= newLane(stage, role, role.name)
  return { name: role.name, role, lane: role.lane, connection: undefined }
}

function connectionParty(stage: Stage, role: Role, number: number): Party {
  const connection = connectionOf(stage, role, number)
  role.addressed = Math.max(role.addressed, number)
  return { name: `${role.name}#${number}`, role, lane: connection.lane, connection }
}

/** `server#client` or `server#crowd`, and one member of a crowd as `server#crowd#7`. */
function clientsNamed(stage: Stage, name: string): readonly Role[] {
  const [actor, member] = name.split('#')
  const members = stage.cast.get(actor as string) ?? []
  return member === undefined ? members : members.slice(Number(member) - 1, Number(member))
}

/** Everybody who has a lane now, connections behind their server, in order of declaration. */
export function allParties(stage: Stage): Party[] {
  const parties: Party[] = []
  for (const members of stage.cast.values()) {
    for (const role of members) {
      if (role.lane !== undefined) parties.push({ name: role.name, role, lane: role.lane, connection: undefined })
      for (const connection of role.connections)
        parties.push({ name: connection.lane.name, role, lane: connection.lane, connection })
    }
  }
  return parties
}
