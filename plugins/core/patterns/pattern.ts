import * as z from 'zod'
import { boundedRegex, compileRegex, parseRegex, text, textOrRegex } from '../../../src/plugin.ts'

/** The result of a pattern for one line: its named groups when it matches, undefined when it does not. */
export interface Pattern {
  readonly shown: string
  test(line: string): Readonly<Record<string, string>> | undefined
  /** The text itself, when the pattern is no regex. */
  readonly literal?: string
  readonly regex?: RegExp
}

/** A text or a `/regex/`; `{ text: /usr/ }` is the text, with its slashes. */
export const pattern = () =>
  z.union([
    textOrRegex(),
    z.strictObject(
      { text: text() },
      { error: ({ code }) => (code === 'unrecognized_keys' ? 'write a /regex/ alone, without a map' : undefined) },
    ),
  ])
export type WrittenPattern = z.output<ReturnType<typeof pattern>>

const none: Readonly<Record<string, string>> = {}

/**
 * Compiles a text or a `/regex/`. `whole` asks for the whole line: the text is all of it, the regex matches from its beginning to
 * its end; else the line contains it. A regex that would backtrack for ever is stopped (`RegexTooSlow`).
 */
export function compilePattern(written: WrittenPattern, { whole }: { readonly whole: boolean }): Pattern {
  if (typeof written !== 'string') return compileText(written.text, whole)
  const read = parseRegex(written)
  if (read === undefined) return compileText(written, whole)
  const { source, flags } = read
  const compiled = compileRegex({ source: whole ? `^(?:${source})$` : source, flags })
  if ('mistake' in compiled) throw new SyntaxError(`the regex ${written} does not compile: ${compiled.mistake}`)
  const { regex } = compiled
  const bounded = boundedRegex(regex)
  return { shown: written, regex, test: (line) => groupsOf(bounded.exec(line)) }
}

function compileText(literal: string, whole: boolean): Pattern {
  const test = whole
    ? (line: string) => (line === literal ? none : undefined)
    : (line: string) => (line.includes(literal) ? none : undefined)
  return { shown: `“${literal}”`, literal, test }
}

/** Named groups that took part in the match. */
export function groupsOf(match: RegExpExecArray | null): Readonly<Record<string, string>> | undefined {
  if (match === null) return undefined
  if (match.groups === undefined) return none
  const groups: Readonly<Record<string, string | undefined>> = match.groups
  if (!Object.values(groups).includes(undefined)) return { ...groups } as Readonly<Record<string, string>>
  const taken = Object.entries(match.groups).filter((entry) => entry[1] !== undefined)
  return Object.fromEntries(taken)
}

/** A number or a text, as text: exit codes and parts of events are compared as they are written. */
export const scalar = () => z.union([z.number(), z.boolean(), textOrRegex(), z.strictObject({ text: text() })])

/** The same as a pattern. */
export const patternOf = (written: z.output<ReturnType<typeof scalar>>): WrittenPattern =>
  typeof written === 'object' ? written : String(written)

/** A pattern as a failure names it where no quotes are wanted. */
export const shownOf = (written: WrittenPattern): string => (typeof written === 'object' ? written.text : written)
