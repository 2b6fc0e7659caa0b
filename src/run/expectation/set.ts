import type { Captures, CompiledLine, CompiledSet } from '../../model/matcher.ts'
import { takeEvent } from '../lane/cursor.ts'
import { placeOf } from '../lane/event-rows.ts'
import { markOf } from '../lane/in-row.ts'
import type { LineItem } from '../lane/line-cutter.ts'
import type { EventItem } from '../lane/stream.ts'
import { linesOfSet } from './set-lines.ts'
import { impossible, met, notYet, violated, type Look, type ExpectationRun } from './expectation-run.ts'

/**
 * `any-order`: exactly these lines, each by a line of its own. Which line serves which expectation is found by augmenting paths (Kuhn), so
 * that a line that two expectations could use never starves the one that has no other. Lines between stay unread.
 */
export function lookForSet(run: ExpectationRun, compiled: CompiledSet): Look {
  const { lane, stream } = run
  const printed = stream.events.filter(printsLine)
  const unread = linesOfSet(run, compiled)
  const lines: (LineItem | EventItem)[] = [...unread.map(({ line }) => line), ...printed]
  const texts = [...unread.map(({ text }) => text), ...printed.map(({ event }) => event.prints?.[0] as string)]
  const serves = assign(compiled.lines, texts)
  const early = offending(run, compiled, texts, serves)
  if (early !== undefined) return violated(early)
  if (serves === undefined)
    return stream.ended || stream.events.some((item) => item.event.ends !== undefined) ? impossible(run) : notYet
  const captures: Record<string, string> = {}
  let at = 0
  compiled.lines.forEach((wanted, index) => {
    const line = lines[serves[index] as number] as LineItem | EventItem
    const text = texts[serves[index] as number] as string
    const arrived = line.kind === 'line' ? stream.arrival(line.next) : line.at
    at = Math.max(at, arrived)
    if (line.kind === 'event') takeEvent(lane, stream, line)
    else {
      stream.expected(line)
      lane.rows.row(markOf(stream, line), text, arrived, placeOf(lane, stream))
    }
    Object.assign(captures, wanted.test(text) as Captures)
  })
  for (const index of [...serves].sort((a, b) => b - a)) {
    const line = lines[index] as LineItem | EventItem
    if (line.kind === 'line') stream.remove(line)
  }
  return met(compiled.lines.map((_, index) => texts[serves[index] as number] as string).join('\n'), captures, at)
}

/** An event that prints one line, such as telnet's last words. */
const printsLine = ({ hasRow, event }: EventItem): boolean => !hasRow && event.prints?.length === 1

/** Why a line that came before the last of them must not be there: none that is wanted itself. */
function offending(
  { effect: { bars } }: ExpectationRun,
  { lines }: CompiledSet,
  texts: readonly string[],
  serves: readonly number[] | undefined,
): string | undefined {
  if (bars === undefined) return undefined
  const before = serves === undefined ? texts : texts.slice(0, Math.max(...serves))
  const others = before.filter(
    (text, at) => serves?.includes(at) !== true && lines.every((wanted) => wanted.test(text) === undefined),
  )
  return others.map(bars).find((why) => why !== undefined)
}

/** For each wanted line the index of the text that serves it, or undefined while not all can be served. */
export function assign(wanted: readonly Pick<CompiledLine, 'test'>[], texts: readonly string[]): number[] | undefined {
  const servant = new Map<number, number>() // text → wanted
  const place = (want: number, tried: Set<number>): boolean => {
    for (let text = 0; text < texts.length; text++) {
      if (tried.has(text) || wanted[want]!.test(texts[text] as string) === undefined) continue
      tried.add(text)
      const other = servant.get(text)
      if (other === undefined || place(other, tried)) {
        servant.set(text, want)
        return true
      }
    }
    return false
  }
  for (let want = 0; want < wanted.length; want++) if (!place(want, new Set())) return undefined
  const serves: number[] = []
  for (const [text, want] of servant) serves[want] = text
  return serves
}
