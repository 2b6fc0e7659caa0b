import * as z from 'zod'
import { compileContainment, defineMatcher, parseJson, stringifyJson, type Captures } from '../../../src/plugin.ts'
import { compilePattern } from '../patterns/pattern.ts'

/** `{ json: … }`: a line (or message) that is JSON and contains this. */
export const json = defineMatcher({
  about:
    'a line that is JSON and contains this: objects may have more keys, lists have just these items, text may be a /regex/',
  on: 'line',
  slashes: 'multiline',
  wanted: z.unknown().meta({ examples: [{ ok: true }] }),
  compile(wanted) {
    const contained = compileContainment(wanted, compileScalar)
    const opening = Array.isArray(wanted) ? '[' : typeof wanted === 'object' && wanted !== null ? '{' : undefined
    return {
      on: 'line',
      shown: `JSON with ${stringifyJson(wanted)}`,
      test(line) {
        // JSON.parse is slow to reject a text, and most lines of a log are no JSON.
        if (opening !== undefined && !line.trimStart().startsWith(opening)) return undefined
        let received: unknown
        try {
          received = parseJson(line)
        } catch {
          return undefined
        }
        return contained.test(received)
      },
      differs(line) {
        try {
          const received: unknown = parseJson(line)
          return Array.isArray(received) === Array.isArray(wanted) && typeof received === typeof wanted
            ? contained.differences(received)
            : undefined
        } catch {
          return undefined
        }
      },
    }
  },
})

/** A text is the whole text, or a `/regex/`. */
function compileScalar(wanted: unknown): (received: unknown) => Captures | undefined {
  const pattern = typeof wanted === 'string' ? compilePattern(wanted, { whole: false }) : undefined
  if (pattern?.regex === undefined) return (received) => (received === wanted ? {} : undefined)
  return (received) => (typeof received === 'object' ? undefined : pattern.test(String(received)))
}
