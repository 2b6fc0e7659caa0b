import * as z from 'zod'
import { defineMatcher, expectation, stringifyJson } from '../../../src/plugin.ts'

export const oneOf = defineMatcher({
  about: 'the first of these expectations that is met; kept as ${matched}',
  on: 'choice',
  wanted: z
    .array(expectation())
    .min(1)
    .meta({ examples: [['yes', 'no']] }),
  nests: 'any',
  compile(wanted, context) {
    const options = wanted.map((expectation) => context.expectation(expectation))
    return { on: 'choice', shown: `one of: ${wanted.map(rowOf).join(', ')}`, options }
  },
})

/** As the author wrote it: the row of the transcript stands for whatever came. */
function rowOf(expectation: string | Readonly<Record<string, unknown>>): string {
  if (typeof expectation === 'string') return expectation
  return Object.entries(expectation)
    .map(([key, value]) => `${key} ${isPlain(value) ? stringifyJson(value) : String(value)}`)
    .join(' ')
}

/** What stands in a file knows how it is shown. */
const isPlain = (value: unknown): boolean =>
  Array.isArray(value) || Object.getPrototypeOf(Object(value)) === Object.prototype
