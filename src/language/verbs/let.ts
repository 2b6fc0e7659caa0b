import type { Template } from '../../model/scenario.ts'
import type { Span } from '../../model/span.ts'
import { exampleOf, markGap, report } from '../checking.ts'
import { byName } from '../json-schema/names.ts'
import type { Shape } from '../shape.ts'
import { text } from '../shapes/scalars.ts'
import { asMap, checkName, shown } from '../values.ts'
import { defineVerb } from '../verb.ts'

export interface Assignment {
  readonly name: string
  readonly expression: Template
  readonly span: Span
}

const expressions: Shape<readonly Assignment[]> = {
  schema: (registry) =>
    byName('variable', { ...text.schema(registry), examples: ['${p1} * 256 + ${p2}'] }, { minProperties: 1 }),
  read: (c, node, verb) =>
    asMap(c, node, verb, exampleOf(c, verb))?.entries.flatMap(({ key, keySpan, value }) => {
      const expression = text.read(c, value, key)
      if (!checkName(c, key, keySpan, 'variable') || expression === undefined) return markGap(c) ?? []
      const parts = expression.parts.map((part) => (typeof part === 'string' ? part : {}))
      const mistake = c.host.mistakeInExpression?.(parts)
      if (mistake !== undefined)
        report(
          c,
          'invalid-value',
          `${shown(value)} cannot be worked out: ${mistake}`,
          value.span,
          'it can have + - * / % ^, comparisons, a ? b : c, || to join texts, and functions such as upper(…)',
        )
      return [{ name: key, expression, span: value.span }]
    }),
}

export const letVerb = defineVerb({
  about: 'sets variables by an expression of numbers and texts',
  examples: ['let: { port: "${p1} * 256 + ${p2}" }'],
  argument: expressions,
  traits: { does: 'neither', instant: 'nothing is waited for here' },
  step: (lets) => (lets.length === 0 ? undefined : { lets }),
})
