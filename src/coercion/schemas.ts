import * as z from 'zod'
import type { ActorReference } from '../model/actor.ts'
import { mistakenLineEnd } from '../text/line-ends.ts'
import { mistakeInRegex, parseRegex } from '../text/regex.ts'
import { durationPattern, parseDuration, parseSize } from '../text/units.ts'
import { markNested } from './nested.ts'
import { splitWords } from './words.ts'

const durationWanted = 'expected a duration such as 250ms, 5s or 2m'
const marked = Symbol.for('scenario.schema')
/** What a schema made here stands for, or undefined: the checker and the editor's schema ask. */
export function roleOf(schema: object): Role | undefined {
  return (schema as { [marked]?: Role })[marked]
}
type Role =
  | 'actor'
  | 'duration'
  | 'event'
  | 'expectation'
  | 'file'
  | 'hexadecimal'
  | 'input'
  | 'size'
  | 'text'
  | 'words'
function mark<S extends object>(schema: S, role: Role): S {
  return Object.assign(schema, { [marked]: role })
}

/** An option that names another actor; the kind receives an `ActorReference` with that actor's facts at the time. */
export const actorRef = () =>
  mark(
    z.custom<ActorReference>(
      (value) =>
        typeof value === 'string' ? value !== '' : typeof value === 'object' && value !== null && 'facts' in value,
      { error: 'expected the name of an actor' },
    ),
    'actor',
  )

/** `250ms`, `5s`, `2m`; parsed to milliseconds. */
export const duration = () =>
  mark(
    z
      .string({ error: durationWanted })
      .regex(durationPattern, { error: durationWanted, abort: true })
      .refine((written) => parseDuration(written) !== undefined, 'expected a duration of at most 24 days')
      .transform((written) => parseDuration(written) as number),
    'duration',
  )

/** `64KiB`, `10MB`; parsed to bytes. */
export const size = () =>
  mark(
    z
      .string({ error: 'expected a size such as 64KiB or 10MB' })
      .refine((written) => parseSize(written) !== undefined, 'expected a size such as 64KiB or 10MB')
      .transform((written) => parseSize(written) as number),
    'size',
  )

/** Text as it was written: a plain scalar counts as its source, so `007` stays `007`. `expected` is the message about anything else. */
export const text = (expected?: string) => mark(z.string(insteadOfType(expected)), 'text')

/** A text in hexadecimal, however it is checked: a variable that was captured as bytes stands in it as its hexadecimal. */
export const hexadecimal = <S extends z.ZodType<string>>(schema: S): S => mark(schema, 'hexadecimal')

/** What is said about a value of another type; what a key is that is not known stays zod's message. */
export const insteadOfType = (expected: string | undefined) => ({
  error: ({ code }: { readonly code?: string }) => (code === 'invalid_type' ? expected : undefined),
})

/** The path of a file, relative to the scenario, that is read when it is used: `check` says where there is none. */
export const filePath = (about: string) => mark(z.string().min(1).describe(about), 'file')

/** The same of one that must be there before the scenario runs. */
export const inputPath = (about: string) => mark(z.string().min(1).describe(about), 'input')

/** What ends a line, as it is sent; a name of one, or an escape without double quotes, is a mistake. */
export const lineEnd = () =>
  mark(
    z.string().superRefine((written, context) => {
      const mistake = mistakenLineEnd(written)
      if (mistake !== undefined)
        context.addIssue({ code: 'custom', message: mistake.why, params: { hint: mistake.hint } })
    }),
    'text',
  )

function mistakeIn(written: string): string | undefined {
  const regex = parseRegex(written)
  return regex === undefined ? undefined : mistakeInRegex(regex)
}

/** A text or a `/regex/`, as in every expectation; one that does not compile is `invalid-regex`, with the engine's reason. */
export const textOrRegex = () =>
  asPattern(
    text().refine((written) => mistakeIn(written) === undefined, {
      error: ({ input }) => `the regex does not compile: ${mistakeIn(String(input))}`,
      params: { code: 'invalid-regex', hint: 'correct it, or write a backslash before what is plain text' },
    }),
  )

const ofPattern = Symbol.for('scenario.pattern')
function asPattern<S extends object>(schema: S): S {
  return Object.assign(schema, { [ofPattern]: true })
}
/** True for a schema of `textOrRegex`: what does not begin with a slash fits it as it is written. */
export const isTextOrRegex = (schema: object): boolean => ofPattern in schema

/** The name of an event: `check` asks the actor's kind whether it has such an event. An editor offers the examples. */
export const eventName = (examples: readonly string[] = []) =>
  mark(z.string().meta({ examples: [...examples] }), 'event')

/** Another expectation inside of a matcher's argument: a text, a `/regex/`, or a map that names its matcher. */
export const expectation = () =>
  mark(
    z.union([
      textOrRegex(),
      markNested(z.record(z.string(), z.unknown()).refine(hasKey, { error: 'expected a matcher' })),
    ]),
    'expectation',
  )

const hasKey = (written: object): boolean => Object.keys(written).length > 0

/** A command as it was written, and the words in it. */
export interface Words {
  readonly text: string
  readonly words: readonly string[]
  /** A quote in it is never closed. */
  readonly unclosed: boolean
}

const wordsOf = (written: string): Words => ({ text: written, ...splitWords(written) })

/**
 * A command that is split into words at blanks, where quotes hold words together. It is split as its author wrote it: what a
 * variable stands for never becomes two words, or none.
 */
export const words = () => {
  const written = mark(
    z.custom<string | Words>(
      (value) => typeof value === 'string' || (typeof value === 'object' && value !== null && 'words' in value),
      { error: 'expected a text' },
    ),
    'words',
  )
  return mark(
    written.transform((value): Words => (typeof value === 'string' ? wordsOf(value) : value)),
    'words',
  )
}

/** `sun_path` has 108 bytes, one of them for its end. */
const longestPath = 107
const tooLong = (written: string): boolean =>
  !written.startsWith('\\\\') && !written.includes('..') && Buffer.byteLength(written) > longestPath

/** The path of a Unix socket; one that is too long wherever it will stand is invalid before anything runs. */
export const socketPath = () =>
  mark(
    z
      .string()
      .min(1)
      .refine((written) => !tooLong(written), {
        error: ({ input }) => `it has ${Buffer.byteLength(String(input))} bytes, and the system takes ${longestPath}`,
        params: { code: 'path-too-long', hint: 'use a bare name, which stands in the run’s own short folder' },
      }),
    'text',
  )
