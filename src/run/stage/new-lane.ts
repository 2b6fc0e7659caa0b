import { RunLane } from '../lane/lane.ts'
import { isEndless, type Role } from './role.ts'
import type { Stage } from './stage.ts'

/** A new lane as the run sees it, with the rules of its actor. */
export function newLane(stage: Stage, role: Role, name: string): RunLane {
  const lane = new RunLane(name, role.framer, stage.laneSetting)
  lane.telling.newest = stage.clock.micros()
  const { rows, ansi } = role.declaration
  lane.endless = isEndless(role)
  // What a program prints is for people; on the network each byte counts.
  if (role.kind.role === 'program' && ansi === 'strip') lane.stripEscapes()
  if (rows === 'sorted') lane.skipped = 'kept'
  else if (rows === 'taken') lane.skipped = 'dropped'
  if (role.member !== undefined && name === role.name) lane.crowd = { lane: role.declaration.name, member: role.member }
  return lane
}
