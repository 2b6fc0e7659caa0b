import * as z from 'zod'
import { defineMatcher, insteadOfType, type CompileContext, type CompiledSequence } from '../../../src/plugin.ts'
import { compilePattern, pattern } from '../patterns/pattern.ts'
import { anyLine, compileLine, lineOf } from '../patterns/whole-line.ts'

const list = () =>
  z.array(lineOf(), insteadOfType('expected a list of lines, such as [one, two]')).min(1, 'expected a line at least')

/** `{ lines: [a, b] }`, `{ lines: 3 }`, `{ lines: { exactly: [a, b], ignoring: /^#/ } }`. */
export const lines = defineMatcher({
  about:
    'exactly the next lines; or a number of lines with any content; or these alone, but for some that do not count',
  on: 'sequence',
  wanted: z
    .union([
      z.number().int().min(1),
      list(),
      z.strictObject({ exactly: list(), ignoring: z.union([pattern(), z.array(pattern()).min(1)]).optional() }),
    ])
    .meta({ examples: [['one', 'two'], 3, { exactly: ['one', 'two'], ignoring: '/^#/' }] }),
  nests: 'lines',
  compile(wanted, context) {
    if (typeof wanted === 'number') {
      return { on: 'sequence', shown: `the next ${wanted} lines`, lines: Array.from({ length: wanted }, () => anyLine) }
    }
    if (Array.isArray(wanted)) return sequence(wanted, context)
    const { exactly, ignoring = [] } = wanted
    const ignored = [ignoring].flat().map((written) => compilePattern(written, { whole: false }))
    const { lines, shown } = sequence(exactly, context)
    const but = ignored.length === 0 ? '' : `, ignoring ${ignored.map((pattern) => pattern.shown).join(', ')}`
    return {
      on: 'sequence',
      shown: `exactly ${shown}${but}`,
      lines,
      exact: true,
      ignores: (line) => ignored.some(({ test }) => test(line) !== undefined),
    }
  },
})

function sequence(wanted: z.infer<ReturnType<typeof list>>, context: CompileContext): CompiledSequence {
  const lines = wanted.map((line) => compileLine(line, context))
  return { on: 'sequence', shown: `the lines ${lines.map(({ shown }) => shown).join(', ')}`, lines }
}
