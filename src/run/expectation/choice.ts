import type { CompiledChoice } from '../../model/matcher.ts'
import { passEvent, skipLine, takeEvent } from '../lane/cursor.ts'
import { placeOf } from '../lane/event-rows.ts'
import type { EventItem } from '../lane/stream.ts'
import { lookForChosenBytes } from './choice-bytes.ts'
import { testEvent, testLine, type Found } from './choice-options.ts'
import { eventsFor, takeEventAt } from './pass.ts'
import { screenFor } from './screen.ts'
import { impossible, met, notYet, violated, type Look, type ExpectationRun } from './expectation-run.ts'
import { otherLine } from './not-skipped.ts'

/** `one-of`: the first that comes. Its row is written as the expectation, since either is right. */
export function lookForChoice(run: ExpectationRun, compiled: CompiledChoice): Look {
  for (const item of run.lane.outOfBand) {
    const found = testEvent(compiled.options, item)
    if (found === undefined) continue
    if (run.hasRow === true) item.hasRow = true
    takeEvent(run.lane, undefined, item, compiled.shown)
    return chosen(found, item.at)
  }
  return lookForChosenScreen(run, compiled) ?? lookForChosenBytes(run, compiled) ?? walk(run, compiled)
}

/** The option that the screen meets now. */
function lookForChosenScreen(run: ExpectationRun, { options, shown }: CompiledChoice): Look | undefined {
  const screen = screenFor(run)
  if (screen === undefined) return undefined
  for (const option of options) {
    const match = option.on === 'screen' ? option.test(screen) : undefined
    if (option.on !== 'screen' || match === undefined) continue
    run.lane.rows.row('*', shown, run.lane.now())
    return met(match.text, { matched: option.shown, ...match.captures }, run.lane.now())
  }
  return undefined
}

/** True while the screen that its program has left behind has not been looked at. */
const screenToCome = ({ seen }: ExpectationRun, { options }: CompiledChoice): boolean =>
  seen?.final !== true && options.some(({ on }) => on === 'screen')

/** Goes from item to item; what matches no option is skipped. */
function walk(run: ExpectationRun, compiled: CompiledChoice): Look {
  const { lane, stream, effect } = run
  for (;;) {
    const item = stream.peek()
    if (item === undefined || (item.kind === 'event' && item.event.ends !== undefined)) return lastly(run, compiled)
    if (item.kind === 'event') {
      const found = testEvent(compiled.options, item)
      if (found !== undefined) return takeChosen(run, compiled, item, found)
      passEvent(lane, stream, item)
      continue
    }
    const text = stream.text(item)
    const captures = testLine(compiled.options, text)
    if (captures !== undefined) {
      const at = stream.arrival(item.next)
      const mark = compiled.options.every((option) => option.on === 'line') ? '|' : '*'
      stream.expected(item)
      if (run.hasRow !== true) lane.rows.row(mark, compiled.shown, at, placeOf(lane, stream))
      stream.advance(item.next)
      return met(text, { matched: text, ...captures }, at)
    }
    const barred = effect.bars?.(text)
    if (barred !== undefined) return violated(barred)
    if (effect.immediate === true) return otherLine(run, text)
    skipLine(lane, stream, item, text)
  }
}

/** No line is left. An end may stand there, and behind the end of what is received the actor's own: a program's exit comes last. */
function lastly(run: ExpectationRun, compiled: CompiledChoice): Look {
  const { lane, stream } = run
  for (const item of eventsFor(lane, stream)) {
    const found = testEvent(compiled.options, item)
    if (found !== undefined) return takeChosen(run, compiled, item, found)
  }
  if (!stream.final || screenToCome(run, compiled)) return notYet
  return lane.over || compiled.options.every((option) => option.on !== 'event') ? impossible(run) : notYet
}

function takeChosen(run: ExpectationRun, { shown }: CompiledChoice, item: EventItem, found: Found): Look {
  const { lane, stream } = run
  if (run.hasRow === true) item.hasRow = true
  takeEventAt(lane, stream, item, shown)
  if (found.option?.row !== undefined) lane.passEnds(found.option.test)
  return chosen(found, item.at)
}

const chosen = ({ text, matched, captures }: Found, at: number): Look => met(text, { matched, ...captures }, at)
