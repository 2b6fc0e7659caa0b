import { encodeText } from '../../../text/byte-text.ts'
import { placedLines } from '../../../text/placed-lines.ts'
import type { OfTerminal } from '../terminal/session.ts'
import { isValue, type Header, type Mistake } from './header.ts'

export interface Cast {
  readonly events: readonly OfTerminal[]
  readonly unseen: readonly string[]
}

/** Version 1: `stdout` is a list of pairs, seconds since the one before and what was shown. */
export function eventsOfFirst(text: string): Cast | Mistake {
  const value: unknown = JSON.parse(text)
  const stdout = isValue(value) ? value['stdout'] : undefined
  const where = { start: 0, end: text.trimEnd().length }
  if (!Array.isArray(stdout)) return { why: 'the asciicast has no list “stdout”', ...where }
  const events: OfTerminal[] = []
  let at = 0
  for (const [index, pair] of (stdout as unknown[]).entries()) {
    const [delay, shown] = Array.isArray(pair) ? (pair as unknown[]) : []
    if (typeof delay !== 'number' || typeof shown !== 'string')
      return { why: `entry ${index + 1} of “stdout” is not a pair of seconds and text`, ...where }
    at += delay * 1e6
    events.push({ at: Math.round(at), type: 'output', bytes: encodeText(shown) })
  }
  return ended(events)
}

/** Versions 2 and 3: a JSON list in each line. Seconds count from the beginning in 2, from the event before in 3. */
export function eventsOf(text: string, { version, end }: Header): Cast | Mistake {
  const events: OfTerminal[] = []
  let at = 0
  for (const { text: written, ...place } of placedLines(text, end)) {
    const line = written.trim()
    // Comments are of version 3.
    if (line === '' || line.startsWith('#')) continue
    const event = eventIn(line)
    if (typeof event === 'string') {
      if (place.end === text.length && events.length > 0)
        return { events, unseen: ['The recording ends in the middle of an event.'] }
      return { why: event, ...place }
    }
    const [time, code, data] = event
    at = version === 3 ? at + time * 1e6 : time * 1e6
    const seen = seenEvent(Math.round(at), code, data)
    if (seen !== undefined) events.push(seen)
  }
  return ended(events)
}

/** asciinema goes on until the command has ended; before version 3 it does not say how. */
function ended(events: OfTerminal[]): Cast {
  const last = events.at(-1)
  const isKnown = last === undefined || events.some(({ type }) => type === 'exit')
  return { events: isKnown ? events : [...events, { at: last.at, type: 'exit' }], unseen: [] }
}

function eventIn(line: string): readonly [number, string, string] | string {
  let value: unknown
  try {
    value = JSON.parse(line)
  } catch {
    return 'this line of the asciicast is not JSON'
  }
  const [time, code, data] = Array.isArray(value) ? (value as unknown[]) : []
  return typeof time === 'number' && typeof code === 'string' && typeof data === 'string'
    ? [time, code, data]
    : 'this line of the asciicast is not a list of seconds, a code and text'
}

/** Undefined for a code that says nothing here: players ignore those that they do not know. */
function seenEvent(at: number, code: string, data: string): OfTerminal | undefined {
  if (code === 'o') return { at, type: 'output', bytes: encodeText(data) }
  if (code === 'i') return { at, type: 'input', bytes: encodeText(data) }
  if (code === 'm') return data === '' ? undefined : { at, type: 'note', text: data }
  if (code === 'x') return /^\d+$/.test(data) ? { at, type: 'exit', code: Number(data) } : undefined
  const size = code === 'r' ? /^(\d+)x(\d+)$/.exec(data) : null
  return size === null ? undefined : { at, type: 'resized', cols: Number(size[1]), rows: Number(size[2]) }
}
