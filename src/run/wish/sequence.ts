import type { CompiledSequence } from '../../model/matcher.ts'
import { passEvent, takeLine } from '../lane/cursor.ts'
import { impossible, met, notYet, violated, type Look, type WishRun } from './wish-run.ts'

/** `lines`: the very next lines, and exactly these. */
export function lookForSequence(run: WishRun, compiled: CompiledSequence): Look {
  const { lane, stream } = run
  let text = ''
  let at = lane.now()
  while (run.met < compiled.lines.length) {
    const item = stream.peek()
    if (item === undefined) return stream.ended ? impossible(run) : notYet
    if (item.kind === 'event') {
      if (item.event.ends !== undefined) return impossible(run)
      passEvent(lane, stream, item)
      continue
    }
    const wanted = compiled.lines[run.met] as (typeof compiled.lines)[number]
    text = stream.text(item)
    const captures = wanted.test(text)
    if (captures === undefined) return violated(`line ${run.met + 1} is “${text}”, not ${wanted.shown}`)
    Object.assign(run.captures, captures)
    at = stream.arrival(item.next)
    takeLine(lane, stream, item, text)
    run.met += 1
  }
  return met(text, run.captures, at)
}
