import { defineMatcher, text as textSchema } from '../../../src/plugin.ts'

/** `some text`, `{ text: … }`: a line that contains it; never a regex. */
export const text = defineMatcher({
  about: 'a line that contains this text',
  on: 'line',
  shorthand: 'text',
  slashes: 'literal',
  wanted: textSchema().meta({ examples: ['/etc/passwd'] }),
  compile(wanted) {
    return {
      on: 'line',
      shown: `“${wanted}”`,
      test: (line) => (line.includes(wanted) ? {} : undefined),
      near: wanted,
      ...(wanted === '' ? {} : { needle: wanted }),
    }
  },
})
