import * as z from 'zod'
import { defineMatcher } from '../../../src/plugin.ts'
import { pattern } from '../pattern.ts'
import { wholeLine } from '../whole-line.ts'

export const anyOrder = defineMatcher({
  about: 'exactly these lines, in any order',
  wanted: z
    .array(pattern())
    .min(1)
    .meta({ examples: [['one', 'two']] }),
  compile(wanted) {
    const lines = wanted.map(wholeLine)
    return { on: 'set', shown: `in any order ${lines.map(({ shown }) => shown).join(', ')}`, lines }
  },
})
