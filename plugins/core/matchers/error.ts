import { defineMatcher } from '../../../src/plugin.ts'
import { compilePattern, pattern, shownOf } from '../patterns/pattern.ts'

export const error = defineMatcher({
  about: 'that error, by its code: ECONNRESET, ECONNREFUSED, …',
  on: 'event',
  events: ['error'],
  wanted: pattern().meta({ examples: ['ECONNRESET', 'ECONNREFUSED', 'EPIPE', 'ETIMEDOUT'] }),
  compile(wanted) {
    const { test } = compilePattern(wanted, { whole: true })
    return {
      on: 'event',
      shown: `error ${shownOf(wanted)}`,
      outOfBand: true,
      // An RST has the row `reset`, and an expectation of its error finds it as ECONNRESET.
      test: ({ name, code }) =>
        (name === 'error' || name === 'reset') && code !== undefined ? test(String(code)) : undefined,
    }
  },
})
