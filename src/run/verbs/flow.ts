import type { Failure } from '../../model/result.ts'
import { failing } from '../failing.ts'
import { actorOf, type Party } from '../stage/role.ts'
import { touch, type Stage } from '../stage/stage.ts'

/** `pause` and `resume`: reading from the socket is stopped, or goes on; the peer feels it as back-pressure. */
export function flow(stage: Stage, party: Party, verb: 'pause' | 'resume'): Failure | undefined {
  const actor = actorOf(party)
  if (actor?.[verb] === undefined)
    return failing(stage, 'step-failed', `“${party.name}” cannot ${verb} now`, { lane: party.name })
  touch(stage, party.lane)
  actor[verb]()
  party.lane.paused = verb === 'pause'
  party.lane.telling.row('*', verb === 'pause' ? 'reading paused' : 'reading resumed', stage.clock.micros())
  return undefined
}
