import * as z from 'zod'
import { defineMatcher, eventName, type LaneEvent } from '../../../src/plugin.ts'
import { compilePattern, patternOf, scalar, shownOf } from '../patterns/pattern.ts'

/** With these an actor's talk is over, so unread lines before them are skipped. */
const lastWords = new Set(['end', 'reset', 'close', 'closed', 'exit', 'error'])
/** Servers that fail with unread input send RST, others FIN: who expects `closed` takes either. */
const closings = new Set(['end', 'reset', 'close', 'closed'])

/** A plugin may have further events, so that these are offered and not required. */
const usual = ['end', 'closed', 'reset', 'close', 'timeout', 'drain', 'listening', 'connection', 'waiting', 'pong']
const named = () => eventName(usual)

/** `{ event: end }`, `{ event: close, code: 1001 }`: something that happened, with the parts it must have. */
export const event = defineMatcher({
  about: 'that event on the socket: end, reset, closed, timeout, drain, listening, connection, …',
  on: 'event',
  wanted: z
    .union([named(), z.object({ event: named() }).catchall(scalar())])
    .meta({ examples: ['end', { event: 'close', code: 1001 }] }),
  compile(wanted) {
    const { event: name, ...written } = typeof wanted === 'string' ? { event: wanted } : wanted
    const parts = Object.entries(written).map(([part, value]) => ({
      part,
      value: shownOf(patternOf(value)),
      ...compilePattern(patternOf(value), { whole: true }),
    }))
    return {
      on: 'event',
      shown: [name, ...parts.map(({ part, value }) => `${part} ${value}`)].join(', '),
      outOfBand: lastWords.has(name),
      ...(name === 'closed' ? { row: 'closed' } : {}),
      test(event) {
        if (name === 'closed' ? !closings.has(event.name) : event.name !== name) return undefined
        const captures: Record<string, string> = {}
        for (const { part, test } of parts) {
          const value = partOf(event, part)
          const captured = value === undefined ? undefined : test(String(value))
          if (captured === undefined) return undefined
          Object.assign(captures, captured)
        }
        return captures
      },
    }
  },
})

function partOf(event: LaneEvent, part: string): unknown {
  if (part === 'code' && event.code !== undefined) return event.code
  if (part === 'signal' && event.signal !== undefined) return event.signal
  return event.parts?.[part]
}
