import type { CompiledSet } from '../../model/matcher.ts'
import type { LineItem } from '../lane/line-cutter.ts'
import type { ExpectationRun, SetLines } from './expectation-run.ts'

/**
 * The unread lines that serve one of the expectations, or must not come. Each line is looked at once, and of those that serve the
 * same ones no more are kept than there are expectations: a flood changes nothing any more.
 */
export function linesOfSet(
  run: ExpectationRun,
  compiled: CompiledSet,
): { readonly line: LineItem; readonly text: string }[] {
  const { stream, effect } = run
  const { window } = stream
  const known = stream.messages.length > 0 ? undefined : run.setLines
  const seen: SetLines = known ?? { until: window.offset, lines: [], counts: new Map() }
  run.setLines = seen
  const shift = window.offset - window.start
  for (const line of stream.eachLine(Math.max(window.start, seen.until - shift))) {
    seen.until = line.next + shift
    const text = stream.text(line)
    const serves = compiled.lines.some((wanted) => wanted.test(text) !== undefined)
    if (!serves && effect.bars?.(text) === undefined) continue
    const served = compiled.lines.map((wanted) => (wanted.test(text) === undefined ? '-' : '+')).join('')
    const count = seen.counts.get(served) ?? 0
    if (count >= (serves ? compiled.lines.length : 1)) continue
    seen.counts.set(served, count + 1)
    seen.lines.push({ line: moved(line, shift), text })
  }
  return seen.lines
    .filter(({ line }) => line.from >= window.offset)
    .map(({ line, text }) => ({ line: moved(line, -shift), text }))
}

const moved = (line: LineItem, by: number): LineItem => ({
  ...line,
  from: line.from + by,
  start: line.start + by,
  end: line.end + by,
  next: line.next + by,
})
