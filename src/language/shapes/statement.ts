import { report } from '../checking.ts'
import type { Shape } from '../shape.ts'
import { fixedText } from './scalars.ts'

/** A text that says `what` to a person, where some would write only `true`. */
export const statement = (what: string, example: string, hint: (label: string) => string): Shape<string> => ({
  schema: (registry) => ({
    ...fixedText.schema(registry),
    not: { type: 'boolean' },
    minLength: 1,
    errorMessage: `expected ${what}, such as ${example}`,
  }),
  read(c, node, label) {
    const saysNothing = node.type === 'scalar' && (typeof node.value === 'boolean' || node.source.trim() === '')
    if (!saysNothing) return fixedText.read(c, node, label)
    report(c, 'invalid-value', `“${label}” says ${what}`, node.span, hint(label))
    return undefined
  },
})
