import { Buffer } from 'node:buffer'
import type { Captures } from '../model/matcher.ts'
import { boundedRegex } from '../regex/bounded.ts'
import { byteCaptures, fitBytes, openInGroups, parseBytePattern } from '../text/byte-pattern.ts'
import { encodeText } from '../text/byte-text.ts'
import { parseJson, stringifyJson } from '../text/exact-json.ts'
import { compileContainment } from '../text/json-containment.ts'
import { compileRegex, parseRegex } from '../text/regex.ts'
import { fillTemplate } from '../text/template.ts'
import type { WrittenPattern } from './written.ts'

/** A line or a message that has come. */
export interface Unit {
  readonly bytes: Buffer
  /** Its text; undefined for a message that is none. */
  readonly text: string | undefined
}

/** Of each name the places of bytes that may be any (`??`). */
export type Open = Readonly<Record<string, readonly number[]>>

/** What a rule answers. */
export interface Pattern {
  readonly shown: string
  /** The text that it looks for, where it is one. */
  readonly plain?: string
  /** Captures when a line fits, undefined when it does not. */
  test(unit: Unit): Captures | undefined
  /** Of its captures the places of bytes that may be any. */
  readonly open?: Open
  /** The same for bytes without lines, of which more may come; absent for a pattern that needs a whole line. */
  begins?(bytes: Buffer): { readonly length: number; readonly captures: Captures } | 'more' | 'never'
}

/** Compiles a pattern of `when`. Its texts are templates in which nothing is left to be filled. */
export function compilePattern(written: WrittenPattern): Pattern {
  if (typeof written === 'string') return textPattern(literal(written))
  if ('text' in written) return containing(literal(written.text))
  if ('json' in written) return jsonPattern(literalIn(written.json))
  return bytesPattern(literal(written.bytes))
}

const literal = (template: string): string => fillTemplate(template, ({ name }) => `\${${name}}`)

function literalIn(value: unknown): unknown {
  if (typeof value === 'string') return literal(value)
  if (Array.isArray(value)) return value.map(literalIn)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, literalIn(inner)]))
}

const none: Captures = {}

function containing(text: string): Pattern {
  const bytes = encodeText(text)
  return {
    shown: `“${text}”`,
    plain: text,
    test: (unit) => (unit.text?.includes(text) === true ? none : undefined),
    begins(given) {
      const known = Math.min(given.length, bytes.length)
      if (!given.subarray(0, known).equals(bytes.subarray(0, known))) return 'never'
      return known < bytes.length ? 'more' : { length: known, captures: none }
    },
  }
}

function textPattern(written: string): Pattern {
  const regex = regexOf(written)
  if (regex === undefined) return containing(written)
  return { shown: written, test: ({ text }) => (text === undefined ? undefined : groupsOf(regex.exec(text))) }
}

/** A regex that is tried in bounded time; undefined for any other text. */
function regexOf(written: string): Pick<RegExp, 'exec'> | undefined {
  const regex = parseRegex(written)
  const compiled = regex === undefined ? undefined : compileRegex(regex)
  return compiled === undefined || 'mistake' in compiled
    ? undefined
    : boundedRegex(compiled.regex, { background: true })
}

function groupsOf(match: RegExpExecArray | null): Captures | undefined {
  if (match === null) return undefined
  return Object.fromEntries(Object.entries(match.groups ?? {}).map(([name, text]) => [name, text ?? '']))
}

function jsonPattern(wanted: unknown): Pattern {
  const contained = compileContainment(wanted, (one) => {
    const regex = typeof one === 'string' ? regexOf(one) : undefined
    if (regex === undefined) return (received) => (received === one ? none : undefined)
    return (received) => (typeof received === 'object' ? undefined : groupsOf(regex.exec(String(received))))
  })
  return {
    shown: `JSON with ${stringifyJson(wanted)}`,
    test({ text }) {
      if (text === undefined) return undefined
      try {
        return contained.test(parseJson(text))
      } catch (error) {
        if (error instanceof SyntaxError) return undefined
        throw error
      }
    },
  }
}

function bytesPattern(written: string): Pattern {
  const pattern = parseBytePattern(written)
  if ('mistake' in pattern) throw new SyntaxError(pattern.mistake)
  const begins = (bytes: Buffer) => {
    const length = fitBytes(pattern, bytes)
    return typeof length === 'number' ? { length, captures: byteCaptures(pattern, bytes) } : length
  }
  return {
    shown: `the bytes ${written.trim()}`,
    open: openInGroups(pattern),
    test: ({ bytes }) => (typeof fitBytes(pattern, bytes) === 'number' ? byteCaptures(pattern, bytes) : undefined),
    ...(pattern.rest ? {} : { begins }),
  }
}
