import { defineMatcher, parseRegex, text } from '../../../src/plugin.ts'
import { compilePattern, mistakeIn } from '../patterns/pattern.ts'
import { fitsOf } from '../patterns/fits.ts'
import { needleOf } from '../patterns/needle.ts'

const regexText = text()
  .refine((written) => parseRegex(written) !== undefined, {
    error: 'expected a regex such as /user (?<name>\\w+)/i',
    abort: true,
  })
  .refine((written) => mistakeIn(written) === undefined, {
    error: ({ input }) => `the regex does not compile: ${mistakeIn(String(input))}`,
  })

/** `/re/flags`, `{ regex: /re/ }`: a line that it matches; named groups are captured. */
export const regex = defineMatcher({
  about: 'a line that this regex matches; its named groups become variables',
  on: 'line',
  shorthand: 'regex',
  wanted: regexText.meta({ examples: [String.raw`/user (?<name>\w+)/`] }),
  compile(wanted) {
    const { shown, test, regex } = compilePattern(wanted, { whole: false })
    const needle = regex === undefined ? undefined : needleOf(regex)
    const fits = regex === undefined ? {} : { fits: fitsOf(regex) }
    return { on: 'line', shown, test, ...fits, ...(needle === undefined ? {} : { needle }) }
  },
})
