import type { Readiness, ReadyLine } from '../../model/actor.ts'
import type { RawRow } from '../../model/event.ts'
import type { Failure, Nearest } from '../../model/result.ts'
import { failing, receivedOn } from '../failure/failing.ts'
import { nameOf } from '../guard/owner.ts'
import type { RunLane } from '../lane/lane.ts'
import type { ActorInstance } from '../context/actor-instance.ts'
import type { GuardContext } from '../context/run-context.ts'
import { deadlineOf } from '../idle/waiting.ts'
import { showDuration } from '../../text/units.ts'
import { nearestOf } from '../failure/nearest.ts'

/** A start that is not done at its deadline: what it waited for, what was received instead, and where the text stands after all. */
export function notReady(
  context: GuardContext,
  instance: ActorInstance,
  lane: RunLane,
  readiness: Readiness | undefined,
): Failure {
  const { received = [], receivedOmitted = 0 } = receivedOn({ lane })
  const missed = readiness === undefined ? undefined : missedReadiness(lane, readiness, received)
  return failing(
    context,
    'not-ready',
    `${nameOf(context, instance)} is not ready after ${showDuration(deadlineOf(context))}`,
    {
      lane: instance.name,
      ...(readiness === undefined ? {} : { wanted: readiness.shown }),
      ...(readiness === undefined && received.length === 0 ? {} : { received, receivedOmitted }),
      ...missed,
      hint: missed?.hint ?? 'give it more time with within, or look at what it printed',
    },
  )
}

/** What came instead of the lines that readiness waits for, or stands where it does not look. */
function missedReadiness(lane: RunLane, readiness: Readiness, received: readonly RawRow[]): Partial<Failure> {
  const lines = [readiness.line ?? []].flat()
  const nearest = nearestMissed(readiness.shown, lines, received)
  const other = onOtherStream(lane, lines)
  const missed = readiness.missed?.(other)
  return {
    ...(nearest === undefined ? {} : { nearest }),
    ...(missed?.why === undefined ? {} : { why: missed.why }),
    ...(other === undefined ? {} : { elsewhere: [`on ${other.stream} of “${lane.name}”`] }),
    ...(missed?.hint === undefined ? {} : { hint: missed.hint }),
  }
}

/** What stands on another stream is no near miss, but what was waited for. */
function nearestMissed(shown: string, lines: readonly ReadyLine[], received: readonly RawRow[]): Nearest | undefined {
  const sought = lines.flatMap((line) =>
    line.near === undefined
      ? []
      : [{ near: line.near, shown, test: (text: string) => (line.test(text) ? {} : undefined) }],
  )
  return nearestOf(sought, received)
}

/** The line that was waited for on another stream than the one on which it stands. */
function onOtherStream(
  lane: RunLane,
  lines: readonly ReadyLine[],
): { readonly line: ReadyLine; readonly stream: string } | undefined {
  for (const line of lines) {
    const asked = lane.stream(line.stream)
    const found = [...lane.streams].find(
      (stream) => stream !== asked && stream.firstLine((each) => line.test(stream.text(each))) !== undefined,
    )
    if (found !== undefined) return { line, stream: found.name || 'stdout' }
  }
  return undefined
}
