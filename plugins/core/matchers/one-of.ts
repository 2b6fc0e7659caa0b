import * as z from 'zod'
import { defineMatcher, expectation, stringifyJson, type Compiled } from '../../../src/plugin.ts'

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
    return {
      on: 'choice',
      shown: `one of: ${wanted.map((each, index) => rowOf(each, options[index])).join(', ')}`,
      options,
    }
  },
})

/** As the author wrote it: the row of the transcript stands for whatever came. The parts of a screen are those of its own row. */
function rowOf(expectation: string | Readonly<Record<string, unknown>>, compiled: Compiled | undefined): string {
  if (typeof expectation === 'string') return expectation
  return Object.entries(expectation)
    .map(([key, value]) => `${key} ${partOf(value, compiled)}`)
    .join(' ')
}

function partOf(value: unknown, compiled: Compiled | undefined): string {
  // What stands in a file knows how it is shown: a text as it is, a map as JSON.
  const shown = isPlain(value) ? stringifyJson(value) : String(value)
  return compiled?.on === 'screen' && shown.startsWith('{') ? compiled.shown : shown
}

const isPlain = (value: unknown): boolean =>
  Array.isArray(value) || Object.getPrototypeOf(Object(value)) === Object.prototype
