import { defineMatcher, duration, showDuration } from '../../../src/plugin.ts'

export const silence = defineMatcher({
  about: 'nothing at all for so long, and nothing unread',
  on: 'silence',
  slashes: 'literal',
  wanted: duration().meta({ examples: ['200ms'] }),
  compile: (milliseconds) => ({ on: 'silence', shown: `silence for ${showDuration(milliseconds)}`, milliseconds }),
})
