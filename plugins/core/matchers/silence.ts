import { defineMatcher, duration } from '../../../src/plugin.ts'

export const silence = defineMatcher({
  about: 'nothing at all for so long, and nothing unread',
  on: 'silence',
  slashes: 'literal',
  wanted: duration().meta({ examples: ['200ms'] }),
  compile: (milliseconds) => ({ on: 'silence', shown: `silence for ${written(milliseconds)}`, milliseconds }),
})

function written(milliseconds: number): string {
  return milliseconds >= 1000 && milliseconds % 100 === 0 ? `${milliseconds / 1000}s` : `${milliseconds}ms`
}
