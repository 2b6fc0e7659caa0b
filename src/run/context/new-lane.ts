import { RunLane } from '../lane/lane.ts'
import { isEndless, type ActorInstance } from './actor-instance.ts'
import type { RunTime, RunRows } from './run-context.ts'

/** A new lane as the run sees it, with the rules of its actor. */
export function newLane(context: RunTime & RunRows, instance: ActorInstance, name: string): RunLane {
  const lane = new RunLane(name, instance.framer, context.laneSetting)
  lane.rows.newest = context.clock.micros()
  const { rows, ansi } = instance.declaration
  lane.endless = isEndless(instance)
  if (instance.kind.role === 'program' || (instance.kind.ownOutput && name === instance.name)) lane.verb = 'printed'
  // What a program prints is for people; on the network each byte counts.
  if (instance.kind.role === 'program' && ansi === 'strip') lane.stripEscapes()
  if (rows === 'sorted') lane.skipped = 'kept'
  else if (rows === 'taken') lane.skipped = 'dropped'
  if (instance.number !== undefined && name === instance.name)
    lane.group = { lane: instance.declaration.name, instance: instance.number }
  return lane
}
