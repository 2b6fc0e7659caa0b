import * as z from 'zod'
import { defineMatcher, parseJson, stringifyJson } from '../../../src/plugin.ts'
import { differencesOf } from '../json-differences.ts'
import { compilePattern } from '../pattern.ts'

/** `{ json: … }`: a line (or message) that is JSON and contains this. */
export const json = defineMatcher({
  about:
    'a line that is JSON and contains this: objects may have more keys, lists have just these items, text may be a /regex/',
  on: 'line',
  slashes: 'multiline',
  wanted: z.unknown().meta({ examples: [{ ok: true }] }),
  compile(wanted) {
    const contains = containing(wanted)
    const opening = Array.isArray(wanted) ? '[' : typeof wanted === 'object' && wanted !== null ? '{' : undefined
    return {
      on: 'line',
      shown: `JSON with ${stringifyJson(wanted)}`,
      test(line) {
        // JSON.parse is slow to say no, and most lines of a log are none.
        if (opening !== undefined && !line.trimStart().startsWith(opening)) return undefined
        const captures: Record<string, string> = {}
        let received: unknown
        try {
          received = parseJson(line)
        } catch {
          return undefined
        }
        return contains(received, captures) ? captures : undefined
      },
      differs(line) {
        try {
          const received: unknown = parseJson(line)
          return Array.isArray(received) === Array.isArray(wanted) && typeof received === typeof wanted
            ? differencesOf(wanted, received)
            : undefined
        } catch {
          return undefined
        }
      },
    }
  },
})

type Contains = (received: unknown, captures: Record<string, string>) => boolean

function containing(wanted: unknown): Contains {
  if (typeof wanted === 'string') return containingText(wanted)
  if (typeof wanted !== 'object' || wanted === null) return (received) => received === wanted
  if (Array.isArray(wanted)) {
    const items = wanted.map(containing)
    return (received, captures) =>
      Array.isArray(received) &&
      received.length === items.length &&
      items.every((item, at) => item(received[at], captures))
  }
  const entries = Object.entries(wanted).map(([key, value]) => [key, containing(value)] as const)
  return (received, captures) =>
    typeof received === 'object' &&
    received !== null &&
    !Array.isArray(received) &&
    entries.every(
      ([key, contains]) =>
        Object.hasOwn(received, key) && contains((received as Record<string, unknown>)[key], captures),
    )
}

function containingText(wanted: string): Contains {
  const { literal, test } = compilePattern(wanted, { whole: false })
  if (literal !== undefined) return (received) => received === wanted
  return (received, captures) => {
    const found = typeof received === 'object' ? undefined : test(String(received))
    if (found !== undefined) Object.assign(captures, found)
    return found !== undefined
  }
}
