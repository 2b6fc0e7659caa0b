import type { Captures, Compiled, CompiledChoice } from '../../model/matcher.ts'
import { placeOf, passEvent, skipLine, takeBytes, takeEvent } from '../lane/cursor.ts'
import type { Item } from '../lane/stream.ts'
import { impossible, met, notYet, violated, type Look, type WishRun } from './wish-run.ts'

/** `one-of`: the first that comes. Its row is written as the wish, since either is right. */
export function lookForChoice(run: WishRun, compiled: CompiledChoice): Look {
  const { lane, stream, wish, without } = run
  for (const item of lane.aside) {
    const captures = testEvent(compiled, item)
    if (captures === undefined) continue
    takeEvent(lane, undefined, item, compiled.shown)
    return met(item.event.name, { matched: item.event.name, ...captures }, item.at)
  }
  for (;;) {
    const bytes = takeFirstBytes(run, compiled)
    if (bytes !== undefined) return bytes
    const item = stream.peek()
    if (item === undefined) return stream.ended && lane.over ? impossible(run) : notYet
    if (item.kind === 'event') {
      const captures = testEvent(compiled, item)
      if (captures !== undefined) {
        const said = saidBy(compiled, item) ?? item.event.name
        takeEvent(lane, stream, item, compiled.shown)
        return met(said, { matched: said, ...captures }, item.at)
      }
      if (item.event.ends === 'all') return impossible(run)
      if (item.event.ends !== undefined) return lane.over ? impossible(run) : notYet
      passEvent(lane, stream, item)
      continue
    }
    const text = stream.text(item)
    const captures = testLine(compiled.options, text)
    if (captures !== undefined) {
      const at = stream.arrival(item.next)
      const mark = compiled.options.every((option) => option.on === 'line') ? '|' : '*'
      lane.telling.row(mark, compiled.shown, at, placeOf(lane, stream))
      stream.advance(item.next)
      return met(text, { matched: text, ...captures }, at)
    }
    if (without?.(text) === true) return violated(`“${text}” came first`)
    if (wish.next) return violated(`the next line is “${text}”`)
    if (compiled.options.some((option) => option.on === 'bytes') && !stream.ended) return notYet
    skipLine(lane, stream, item, text)
  }
}

function testLine(options: readonly Compiled[], text: string): Captures | undefined {
  for (const option of options) {
    const captures = option.on === 'line' ? option.test(text) : undefined
    if (captures !== undefined) return captures
  }
  return undefined
}

function saidBy(compiled: CompiledChoice, item: Extract<Item, { kind: 'event' }>): string | undefined {
  return item.event.says?.find((said) => testLine(compiled.options, said) !== undefined)
}

function testEvent(compiled: CompiledChoice, item: Extract<Item, { kind: 'event' }>): Captures | undefined {
  for (const option of compiled.options) {
    const captures = option.on === 'event' ? option.test(item.event) : undefined
    if (captures !== undefined) return captures
  }
  const said = saidBy(compiled, item)
  return said === undefined ? undefined : testLine(compiled.options, said)
}

/** An option that is met by bytes at the cursor, tried before lines are. */
function takeFirstBytes(run: WishRun, compiled: CompiledChoice): Look | undefined {
  const { stream, lane } = run
  const { window } = stream
  const limit = stream.limit
  for (const option of compiled.options) {
    if (option.on !== 'bytes') continue
    const answer = option.take(window.bytes.subarray(window.start, limit), 0, stream.ended)
    if (typeof answer === 'string') continue
    const at = stream.arrival(window.start + answer.length)
    const text = takeBytes(lane, stream, answer.length, option.shows, compiled.shown)
    return met(text, { matched: text, ...answer.captures }, at)
  }
  return undefined
}
