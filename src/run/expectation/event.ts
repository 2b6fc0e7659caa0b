import type { CompiledEvent } from '../../model/matcher.ts'
import type { Effect } from '../../language/expectations/modifiers.ts'
import { takeEvent } from '../lane/cursor.ts'
import type { EventItem, Stream } from '../lane/stream.ts'
import { eventsFor, takeEventAt } from './pass.ts'
import { impossible, met, notYet, violated, type Look, type ExpectationRun } from './expectation-run.ts'
import { standsBefore } from './not-skipped.ts'

/** Met by something that happened. Lines before an end are skipped and stand at this step; until it comes nothing is skipped. */
export function lookForEvent(run: ExpectationRun, compiled: CompiledEvent): Look {
  const { lane, stream, effect } = run
  for (const item of lane.outOfBand) {
    const captures = compiled.test(item.event)
    if (captures === undefined) continue
    takeEvent(lane, undefined, item, compiled.row)
    return met(item.event.name, captures, item.at)
  }
  for (const item of eventsFor(lane, stream)) {
    const captures = compiled.test(item.event)
    if (captures === undefined) continue
    if (effect.immediate === true && !isNext(stream, item)) return standsBefore(run, item)
    const why = barred(stream, effect)
    if (why !== undefined) return violated(why)
    takeEventAt(lane, stream, item, compiled.row)
    if (compiled.row !== undefined) lane.passEnds(compiled.test)
    return met(item.event.name, captures, item.at)
  }
  return lane.over ? impossible(run) : notYet
}

/** Why one of the lines before it must not be there. */
function barred(stream: Stream, { bars }: Effect): string | undefined {
  if (bars === undefined) return undefined
  const offending = stream.firstLine((line) => bars(stream.text(line)) !== undefined)
  return offending === undefined ? undefined : bars(stream.text(offending))
}

/** True when nothing stands before it but what has its row already. */
function isNext(stream: Stream, item: EventItem): boolean {
  const { window } = stream
  if (!stream.events.includes(item)) return stream.empty
  const first = stream.firstLine()
  if (first !== undefined && window.offset + (first.from - window.start) < item.offset) return false
  const before = stream.events.slice(0, stream.events.indexOf(item))
  return before.every((each) => each.hasRow || each.silent)
}
