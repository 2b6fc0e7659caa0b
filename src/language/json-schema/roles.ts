import { use } from './json.ts'
import type { JsonSchema } from './json.ts'
import { placeholderPattern } from './plain.ts'

/** What stands for a value of the language: of a duration, a size, the name of an actor. */
export type Role = 'duration' | 'size' | 'actor' | 'expectation'

const number = String.raw`\d+(?:\.\d+)?`
const durationWords = 'expected a duration such as 250ms, 5s or 2m'
const withPlaceholder = (pattern: string): string => `${pattern}|${placeholderPattern}`

/** A duration that must be known before anything runs. */
export const fixedDuration: JsonSchema = {
  type: 'string',
  pattern: `^${number}(?:ms|s|m)$`,
  errorMessage: durationWords,
  examples: ['5s', '250ms', '2m'],
}

const sizes = `^${number}(?:B|kB|MB|GB|KiB|MiB|GiB)$`

/** A size that must be known before anything runs. */
export const fixedSize: JsonSchema = {
  type: 'string',
  pattern: sizes,
  errorMessage: 'expected a size such as 64KiB or 10MB',
  examples: ['64KiB', '10MB'],
}

export const roles: Readonly<Record<Role, JsonSchema>> = {
  duration: { ...fixedDuration, pattern: withPlaceholder(`^${number}(?:ms|s|m)$`) },
  size: { ...fixedSize, pattern: withPlaceholder(sizes) },
  expectation: use('expectation alone'),
  actor: {
    type: 'string',
    pattern: withPlaceholder(String.raw`^[A-Za-z_][\w-]*(?:#[\w-]+){0,2}$`),
    errorMessage: 'expected the name of an actor',
  },
}
