import type { FactCheck } from '../../model/scenario.ts'
import { parseRegex } from '../../text/regex.ts'
import { exampleOf, markGap, report } from '../checking.ts'
import type { Shape } from '../shape.ts'
import { anything } from '../shapes/scalars.ts'
import { byActor } from '../shapes/targets.ts'
import { asMap, checkRegex, isNothing } from '../values.ts'
import { defineVerb } from '../verb.ts'

/** `{ fact: wanted }`. */
const facts: Shape<readonly Omit<FactCheck, 'target'>[]> = {
  schema: (registry) => ({
    type: 'object',
    additionalProperties: anything.schema(registry),
    propertyNames: { title: 'fact' },
    errorMessage: 'expected { fact: wanted }',
  }),
  read: (c, node, verb) =>
    asMap(c, node, verb, exampleOf(c, verb))?.entries.flatMap(({ key, keySpan, value }) => {
      if (isNothing(value)) {
        report(c, 'missing-text', `“${key}” has no value to compare with`, value.span, 'write it behind the colon')
        return markGap(c) ?? []
      }
      const regex = value.type === 'scalar' ? parseRegex(value.source) : undefined
      if (value.type === 'scalar' && regex !== undefined && !checkRegex(c, value, regex)) return markGap(c) ?? []
      const wanted = anything.read(c, value, key)
      return wanted === undefined ? [] : [{ fact: key, wanted, span: keySpan }]
    }),
}

export const check = defineVerb({
  about: 'compares facts with what is wanted, once all is idle',
  examples: ['check: { client: { bytesRead: 14 } }', 'check: { client: { address.family: IPv4, bytesRead: 14 } }'],
  argument: byActor(facts),
  traits: { does: 'looks', needsStarted: true, idles: true },
  step(parts) {
    const checks = parts.flatMap(({ target, part: facts }) => facts.map((fact): FactCheck => ({ target, ...fact })))
    return checks.length === 0 ? undefined : { checks }
  },
})
