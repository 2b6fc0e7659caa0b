import type { CompiledLine } from '../../model/matcher.ts'
import type { EventItem } from '../lane/stream.ts'
import { passEvent, skipLine, takeEvent, takeLine } from '../lane/cursor.ts'
import { skipWithout } from './skip.ts'
import { impossible, met, notYet, violated, type Look, type ExpectationRun } from './expectation-run.ts'
import { otherLine } from './not-skipped.ts'

/** Met by one whole line; a line that does not match is skipped, unless a modifier forbids it. */
export function lookForLine(run: ExpectationRun, compiled: CompiledLine): Look {
  const { lane, stream, effect } = run
  const hasty = compiled.needle !== undefined && effect.bars === undefined && effect.immediate !== true
  for (;;) {
    if (hasty) skipWithout(run, compiled.needle)
    const item = stream.peek()
    if (item === undefined) return stream.ended ? impossible(run) : notYet
    if (item.kind === 'event') {
      const answer = lookAtEvent(run, compiled, item)
      if (answer !== undefined) return answer
      continue
    }
    const text = stream.text(item)
    const captures = compiled.test(text)
    if (captures !== undefined) {
      const at = stream.arrival(item.next)
      if (run.passes === true) skipLine(lane, stream, item, text)
      else takeLine(lane, stream, item, text)
      return met(text, captures, at)
    }
    const barred = effect.bars?.(text)
    if (barred !== undefined) return violated(barred)
    if (effect.immediate === true) return otherLine(run, text)
    skipLine(lane, stream, item, text)
  }
}

/** Met by a line that an event prints; an end makes it impossible, and any other event is passed. */
function lookAtEvent(run: ExpectationRun, compiled: CompiledLine, item: EventItem): Look | undefined {
  const { lane, stream } = run
  for (const printed of item.event.prints ?? []) {
    const captures = compiled.test(printed)
    if (captures === undefined) continue
    takeEvent(lane, stream, item)
    return met(printed, captures, item.at)
  }
  if (item.event.ends !== undefined) return impossible(run)
  passEvent(lane, stream, item)
  return undefined
}
