import { report } from '../checking.ts'
import { described } from '../shape.ts'
import type { Shape } from '../shape.ts'
import { fixedText } from './scalars.ts'

/** Where a known bug is reported: an address, or a number of a tracker. */
export const bugReport: Shape<string> = described(
  {
    schema: (registry) => ({
      ...fixedText.schema(registry),
      not: { type: 'boolean' },
      errorMessage: 'expected where the bug is reported, such as https://…',
    }),
    read(c, node, label) {
      if (node.type !== 'scalar' || typeof node.value !== 'boolean') return fixedText.read(c, node, label)
      const hint = `write its address, such as “${label}: https://example.com/issues/7”`
      report(c, 'invalid-value', `“${label}” says where the bug is reported`, node.span, hint)
      return undefined
    },
  },
  'where the bug is reported',
  { examples: ['https://example.com/issues/7'] },
)
