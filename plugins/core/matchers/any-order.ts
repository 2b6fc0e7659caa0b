import * as z from 'zod'
import { defineMatcher } from '../../../src/plugin.ts'
import { compileLine, lineOf } from '../patterns/whole-line.ts'

export const anyOrder = defineMatcher({
  about: 'exactly these lines, in any order',
  on: 'set',
  wanted: z
    .array(lineOf())
    .min(1)
    .meta({ examples: [['one', 'two']] }),
  nests: 'lines',
  compile(wanted, context) {
    const lines = wanted.map((line) => compileLine(line, context))
    return { on: 'set', shown: `in any order ${lines.map(({ shown }) => shown).join(', ')}`, lines }
  },
})
