import type { Failure } from '../../model/result.ts'
import { failing, receivedOn } from '../failure/failing.ts'
import { skipTo } from '../lane/cursor.ts'
import { addEventRow } from '../lane/event-rows.ts'
import type { RunLane } from '../lane/lane.ts'
import type { EventItem } from '../lane/stream.ts'
import { ownEndpoint } from '../context/endpoints.ts'
import type { ActorInstance } from '../context/actor-instance.ts'
import { touch, type RunContext } from '../context/run-context.ts'
import { deadlineOf, until, waitersOf } from '../idle/waiting.ts'
import { showDuration } from '../../text/units.ts'
import { begin } from './start.ts'

/** `run`: the program was started and has ended with this exit code; all its output stands at this step. */
export async function runToEnd(
  context: RunContext,
  instance: ActorInstance,
  code: number,
): Promise<Failure | undefined> {
  const failure = await begin(context, instance)
  if (failure !== undefined) return failure
  const endpoint = ownEndpoint(context, instance)
  const { lane } = endpoint
  touch(context, lane)
  const late = await until(
    context,
    // A daemon goes on, and is not waited for.
    () => (lane.over || exitOf(lane) !== undefined ? true : undefined),
    () =>
      failing(
        context,
        'step-timeout',
        `“${instance.name}” has not ended within ${showDuration(deadlineOf(context))}`,
        receivedOn(endpoint),
      ),
    waitersOf(lane),
  )
  if (late !== undefined) return late
  const exit = exitOf(lane)
  const ended = exit?.event.code ?? exit?.event.signal
  const received = receivedOn(endpoint)
  if (String(ended) !== String(code)) {
    return failing(
      context,
      'run-failed',
      `“${instance.name}” ended with ${ended === undefined ? 'no exit code' : ended}, not ${code}`,
      { ...received, wanted: `exit ${code}`, why: `it ${exit?.event.words ?? 'ended'}` },
    )
  }
  if (exit !== undefined) exit.expected = true
  if (exit?.event.outOfBand === true) addEventRow(lane, exit)
  skipTo(lane, lane.main, exit)
  for (const other of lane.streams) if (other !== lane.main) skipTo(lane, other)
  skipTo(lane, lane.main)
  lane.passed = true
  return undefined
}

const exitOf = (lane: RunLane): EventItem | undefined => lane.history.find((item) => item.event.name === 'exit')
