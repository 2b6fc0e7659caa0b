import type { Captures, Compiled, CompiledBytes, CompiledSequence } from '../../model/matcher.ts'
import { encodeText } from '../../text/byte-text.ts'
import type { RunLane } from '../lane/lane.ts'
import type { EventItem, Stream } from '../lane/stream.ts'
import { eventsFor } from './pass.ts'
import { assign } from './set.ts'

/** Where something stands unread that an expectation could take. */
export interface Spot {
  readonly text: string
  /** Absolute offset of its beginning; absent for an event without a place among the bytes. */
  readonly offset?: number
  /** Microseconds since the start: when it arrived. */
  readonly at: number
}

export interface Where {
  readonly lane: RunLane
  readonly stream: Stream
  /** Absolute offset up to which lines have been looked at in vain: the next look begins there. */
  looked?: number
}

/**
 * The first thing unread that this is met by, without taking it or moving a cursor. `begins`: of several lines the first of them is
 * enough.
 */
export function spotOf(where: Where, compiled: Compiled, begins = false): Spot | undefined {
  switch (compiled.on) {
    case 'line':
      return earlier(lineSpot(where, compiled.test), printedSpot(where, compiled.test))
    case 'bytes':
      return bytesSpot(where, compiled)
    case 'event':
      return eventSpot(where, compiled.test)
    case 'sequence':
      return sequenceSpot(where, compiled, begins)
    case 'set':
      return setSpot(where, compiled.lines, begins)
    case 'choice':
      return compiled.options
        .map((option) => spotOf({ lane: where.lane, stream: where.stream }, option, begins))
        .reduce(earlier, undefined)
    case 'silence':
    case 'absence':
    case 'screen':
      return undefined
  }
}

/** The one that stands first; what has no place among the bytes stands where it arrived. */
export function earlier(one: Spot | undefined, other: Spot | undefined): Spot | undefined {
  if (one === undefined || other === undefined) return one ?? other
  return isBefore(other, one) ? other : one
}

export function isBefore(one: Spot, other: Spot): boolean {
  if (one.offset !== undefined && other.offset !== undefined) return one.offset < other.offset
  return one.at < other.at
}

type Test<T> = (of: T) => Captures | undefined

function lineSpot(where: Where, test: Test<string>): Spot | undefined {
  const { stream, looked } = where
  const { window } = stream
  const shift = window.offset - window.start
  for (const line of stream.eachLine(looked === undefined ? window.start : Math.max(window.start, looked - shift))) {
    const text = stream.text(line)
    if (test(text) !== undefined) return { text, offset: line.from + shift, at: stream.arrival(line.next) }
    if (looked !== undefined) where.looked = line.next + shift
  }
  return undefined
}

function printedSpot({ stream }: Where, test: Test<string>): Spot | undefined {
  for (const { event, offset, at } of stream.events)
    for (const text of event.prints ?? []) if (test(text) !== undefined) return { text, offset, at }
  return undefined
}

function eventSpot({ lane, stream }: Where, test: Test<EventItem['event']>): Spot | undefined {
  const of = ({ event, at }: EventItem, place: { readonly offset?: number }): Spot => ({
    text: event.words ?? event.name,
    ...place,
    at,
  })
  let first: Spot | undefined
  for (const item of eventsFor(lane, stream)) {
    if (test(item.event) === undefined) continue
    first = of(item, stream.events.includes(item) ? { offset: item.offset } : {})
    break
  }
  const aside = lane.outOfBand.find(({ event }) => test(event) !== undefined)
  return earlier(first, aside && of(aside, {}))
}

function bytesSpot({ stream }: Where, { take, shown }: CompiledBytes): Spot | undefined {
  const { window, limit } = stream
  const answer = take(window.bytes.subarray(window.start, limit), 0, stream.final)
  if (typeof answer === 'string') return undefined
  const { length, skips = 0 } = answer
  return { text: shown, offset: window.offset + skips, at: stream.arrival(window.start + length) }
}

function sequenceSpot({ stream }: Where, compiled: CompiledSequence, begins: boolean): Spot | undefined {
  let index = 0
  let first: number | undefined
  for (const line of stream.eachLine()) {
    const text = stream.text(line)
    const wanted = compiled.lines[index]
    if (wanted?.test(text) === undefined) {
      if (compiled.ignores?.(text) === true) continue
      return undefined
    }
    first ??= stream.window.offset + (line.from - stream.window.start)
    index += 1
    if (begins || index === compiled.lines.length) return { text, offset: first, at: stream.arrival(line.next) }
  }
  return undefined
}

function setSpot(
  { stream }: Where,
  wanted: readonly { readonly test: Test<string> }[],
  begins: boolean,
): Spot | undefined {
  const lines = stream.lines().map((line) => ({ line, text: stream.text(line) }))
  const serving = lines.filter(({ text }) => wanted.some(({ test }) => test(text) !== undefined))
  const [first] = serving
  const last = serving.at(-1)
  if (first === undefined || last === undefined) return undefined
  const texts = serving.map(({ text }) => text)
  if (!begins && assign(wanted, texts) === undefined) return undefined
  const { window } = stream
  return {
    text: first.text,
    offset: window.offset + (first.line.from - window.start),
    at: stream.arrival(last.line.next),
  }
}

/** What stands behind the last line and is none itself, as the line that it may become. */
export function restSpot({ stream }: Where, compiled: Compiled): Spot | undefined {
  const { window, terminator } = stream
  if (terminator === undefined || window.length === 0 || stream.messages.length > 0) return undefined
  const from = stream.lastLines(1)[0]?.next ?? window.start
  if (from >= window.end) return undefined
  const text = stream.text({ kind: 'line', from, start: from, end: window.end, next: window.end, unfinished: true })
  return meetsLine(compiled, text)
    ? { text, offset: window.offset + (from - window.start), at: stream.arrival(window.end) }
    : undefined
}

/** Whether a line that is passed over would have met it. */
export function meetsLine(compiled: Compiled, text: string): boolean {
  switch (compiled.on) {
    case 'line':
      return compiled.test(text) !== undefined
    case 'bytes':
      return typeof compiled.take(encodeText(`${text}\n`), 0, true) === 'object'
    case 'sequence':
    case 'set':
      return compiled.lines.length === 1 && compiled.lines[0]!.test(text) !== undefined
    case 'choice':
      return compiled.options.some((option) => meetsLine(option, text))
    default:
      return false
  }
}

/** The same of an event. */
export function meetsEvent(compiled: Compiled, { event }: EventItem): boolean {
  if (compiled.on === 'event') return compiled.test(event) !== undefined
  if (compiled.on === 'choice')
    return (
      compiled.options.some((option) => option.on === 'event' && option.test(event) !== undefined) ||
      (event.prints ?? []).some((text) => meetsLine(compiled, text))
    )
  return compiled.on === 'line' && (event.prints ?? []).some((text) => compiled.test(text) !== undefined)
}
