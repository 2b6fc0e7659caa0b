import type { CompiledBytes } from '../../model/matcher.ts'
import { passEvent, skipLine, takeBytes } from '../lane/cursor.ts'
import { impossible, met, notYet, violated, type Look, type WishRun } from './wish-run.ts'

/** Met by bytes right at the cursor, wherever TCP has cut the stream. */
export function lookForBytes(run: WishRun, compiled: CompiledBytes): Look {
  const { lane, stream } = run
  const { window } = stream
  for (
    let first = stream.events[0];
    first !== undefined && first.offset <= window.offset && first.event.ends === undefined;
    first = stream.events[0]
  ) {
    passEvent(lane, stream, first)
  }
  const limit = stream.limit
  const ended = stream.final
  const unread = window.bytes.subarray(window.start, limit)
  const scanned = Math.max(0, run.scanned - window.offset)
  const answer = compiled.take(unread, scanned, ended)
  if (answer === 'more') {
    if (ended) return impossible(run)
    run.scanned = window.offset + unread.byteLength
    return notYet
  }
  if (answer === 'never')
    return ended && unread.byteLength === 0 ? impossible(run) : violated('the next bytes are others')
  if ((answer.skips ?? 0) > 0) {
    if (run.wish.next) return violated('whole lines stand before it')
    const until = window.offset + (answer.skips as number)
    while (window.offset < until) {
      const line = stream.peek()
      if (line?.kind !== 'line') break
      const text = stream.text(line)
      if (run.without?.(text) === true) return violated(`“${text}” came first`)
      skipLine(lane, stream, line, text)
    }
  }
  const length = answer.length - (answer.skips ?? 0)
  const at = stream.arrival(window.start + length)
  const text = takeBytes(lane, stream, length, compiled.shows)
  return met(text, answer.captures ?? {}, at)
}
