import { defineMatcher } from '../../../src/plugin.ts'
import { pattern } from '../patterns/pattern.ts'
import { wholeLine } from '../patterns/whole-line.ts'

export const line = defineMatcher({
  about: 'a line that is exactly this, or that this regex matches from end to end',
  on: 'line',
  wanted: pattern().meta({ examples: ['250 OK'] }),
  compile(wanted) {
    const compiled = wholeLine(wanted)
    return { ...compiled, shown: `the line ${compiled.shown}` }
  },
})
