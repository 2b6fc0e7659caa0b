import type { Captures, CompiledSequence } from '../../model/matcher.ts'
import { passEvent, skipLine, takeEvent, takeLine } from '../lane/cursor.ts'
import { impossible, met, notYet, violated, type Look, type ExpectationRun } from './expectation-run.ts'

/** `lines`: the very next lines, and exactly these. */
export function lookForSequence(run: ExpectationRun, compiled: CompiledSequence): Look {
  const { lane, stream } = run
  let text = ''
  let at = lane.now()
  while (run.met < compiled.lines.length) {
    const item = stream.peek()
    if (item === undefined) return stream.ended ? impossible(run) : notYet
    if (item.kind === 'event') {
      const prints = item.hasRow ? undefined : item.event.prints
      const all = prints === undefined ? undefined : capturesOf(compiled, run.met, prints)
      if (prints !== undefined && all !== undefined) {
        Object.assign(run.captures, all)
        text = prints.at(-1) as string
        at = item.at
        takeEvent(lane, stream, item)
        run.met += prints.length
        continue
      }
      if (item.event.ends !== undefined) return impossible(run)
      passEvent(lane, stream, item)
      continue
    }
    const wanted = compiled.lines[run.met] as (typeof compiled.lines)[number]
    text = stream.text(item)
    const captures = wanted.test(text)
    if (captures === undefined && compiled.ignores?.(text) === true) {
      skipLine(lane, stream, item, text)
      continue
    }
    if (captures === undefined) return violated(`line ${run.met + 1} is “${text}”, not ${wanted.shown}`)
    Object.assign(run.captures, captures)
    at = stream.arrival(item.next)
    takeLine(lane, stream, item, text)
    run.met += 1
  }
  return met(text, run.captures, at)
}

/** The lines that an event prints, each of which the next of the wanted ones matches. */
function capturesOf({ lines }: CompiledSequence, from: number, prints: readonly string[]): Captures | undefined {
  const captures: Record<string, string> = {}
  for (const [index, printed] of prints.entries()) {
    const found = lines[from + index]?.test(printed)
    if (found === undefined) return undefined
    Object.assign(captures, found)
  }
  return captures
}
