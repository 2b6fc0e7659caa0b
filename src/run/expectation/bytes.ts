import { anyByte } from '../../model/event.ts'
import type { CompiledBytes } from '../../model/matcher.ts'
import { takeBytes } from '../lane/cursor.ts'
import { passEventsHere, skipWhole } from './pass.ts'
import { impossible, met, notYet, violated, type Look, type ExpectationRun } from './expectation-run.ts'
import { standsBefore } from './not-skipped.ts'

/** Met by bytes right at the cursor, wherever TCP has cut the stream. */
export function lookForBytes(run: ExpectationRun, compiled: CompiledBytes): Look {
  const { lane, stream } = run
  const { window } = stream
  passEventsHere(lane, stream)
  const ended = stream.final
  const unread = window.bytes.subarray(window.start, stream.limit)
  const scanned = Math.max(0, run.scanned - window.offset)
  const answer = compiled.take(unread, scanned, ended)
  if (answer === 'more') {
    if (ended) return impossible(run)
    run.scanned = window.offset + unread.byteLength
    return notYet
  }
  if (answer === 'never') {
    // What came is the beginning of what is wanted, and the rest can never come.
    const tooFew = ended && (unread.byteLength === 0 || compiled.take(unread, 0, false) === 'more')
    return tooFew ? cutOff(run, unread.byteLength) : violated('the next bytes are others')
  }
  const { length, skips = 0, any, open } = answer
  if (skips > 0) {
    if (run.effect.immediate === true) return standsBefore(run)
    const offending = skipWhole(lane, stream, skips, run.effect.bars)
    if (offending !== undefined) return violated(offending)
  }
  const at = stream.arrival(window.start + length - skips)
  const text = takeBytes(lane, stream, length - skips, compiled.shows, {
    name: run.effect.keptAs,
    any,
    places: run.places,
  })
  const binary = compiled.binary === true || compiled.shows === 'bytes'
  return { ...met(text, answer.captures ?? {}, at, binary), any: [...(any ?? []), ...openAmong(run.places)], open }
}

const openAmong = (places: ExpectationRun['places'] = []): number[] =>
  places.flatMap(({ name, start }) => (name === anyByte ? [start] : []))

/** The lane ended before all of it had come. */
function cutOff(run: ExpectationRun, unread: number): Look {
  const never = impossible(run)
  if (unread === 0) return never
  return { ...never, why: `${never.why}; ${unread} ${unread === 1 ? 'byte stands' : 'bytes stand'} unread` }
}
