import * as z from 'zod'
import { defineMatcher } from '../../../src/plugin.ts'
import { anyLine, compileLine, lineOf } from '../patterns/whole-line.ts'

export const lines = defineMatcher({
  about: 'exactly the next lines; or a number of lines with any content',
  on: 'sequence',
  wanted: z.union([z.number().int().min(1), z.array(lineOf()).min(1)]).meta({ examples: [['one', 'two'], 3] }),
  nests: 'lines',
  compile(wanted, context) {
    if (typeof wanted === 'number') {
      return { on: 'sequence', shown: `the next ${wanted} lines`, lines: Array.from({ length: wanted }, () => anyLine) }
    }
    const compiled = wanted.map((line) => compileLine(line, context))
    return { on: 'sequence', shown: `the lines ${compiled.map(({ shown }) => shown).join(', ')}`, lines: compiled }
  },
})
