import type { Failure } from '../../model/result.ts'
import { failing, heardOn } from '../failing.ts'
import { skipTo, tellEvent } from '../lane/cursor.ts'
import type { RunLane } from '../lane/lane.ts'
import type { HappeningItem } from '../lane/stream.ts'
import { ownParty } from '../stage/parties.ts'
import type { Role } from '../stage/role.ts'
import { touch, type Stage } from '../stage/stage.ts'
import { deadlineOf, until } from '../waiting.ts'
import { showDuration } from '../../text/units.ts'
import { begin } from './start.ts'

/** `run`: the program was started and has ended with this exit code; all it said stands at this step. */
export async function runToEnd(stage: Stage, role: Role, code: number): Promise<Failure | undefined> {
  const failure = await begin(stage, role)
  if (failure !== undefined) return failure
  const party = ownParty(stage, role)
  const { lane } = party
  touch(stage, lane)
  const late = await until(
    stage,
    // A daemon goes on, and is not waited for.
    () => (lane.over || exitOf(lane) !== undefined ? true : undefined),
    () =>
      failing(
        stage,
        'step-timeout',
        `“${role.name}” has not ended within ${showDuration(deadlineOf(stage))}`,
        heardOn(party),
      ),
  )
  if (late !== undefined) return late
  const exit = exitOf(lane)
  const ended = exit?.event.code ?? exit?.event.signal
  const heard = heardOn(party)
  if (String(ended) !== String(code)) {
    return failing(
      stage,
      'run-failed',
      `“${role.name}” ended with ${ended === undefined ? 'no exit code' : ended}, not ${code}`,
      { ...heard, wanted: `exit ${code}`, why: `it ${exit?.event.words ?? 'ended'}` },
    )
  }
  if (exit !== undefined) exit.expected = true
  if (exit?.event.aside === true) tellEvent(lane, exit)
  skipTo(lane, lane.main, exit)
  for (const other of lane.streams) if (other !== lane.main) skipTo(lane, other)
  skipTo(lane, lane.main)
  lane.passed = true
  return undefined
}

const exitOf = (lane: RunLane): HappeningItem | undefined => lane.history.find((item) => item.event.name === 'exit')
