import { defineMatcher, parseRegex, textOrRegex } from '../../../src/plugin.ts'
import { compilePattern } from '../patterns/pattern.ts'
import { fitsOf } from '../patterns/fits.ts'
import { needleOf } from '../patterns/needle.ts'

const regexText = textOrRegex().refine((written) => parseRegex(written) !== undefined, {
  error: 'expected a regex such as /user (?<name>\\w+)/i',
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
