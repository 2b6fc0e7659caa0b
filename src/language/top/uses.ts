import { report } from '../checking.ts'
import { described, keysOf } from '../shape.ts'
import type { Shape } from '../shape.ts'
import { oneOrMany } from '../shapes/lists.ts'
import { fixedText, wholeNumber } from '../shapes/scalars.ts'
import { byType } from '../json-schema/by-type.ts'
import { isNothing } from '../values.ts'
import { defineKey } from './key.ts'

const most = 65_535
const keys = keysOf(
  {
    port: described(wholeNumber(1, `expected a port from 1 to ${most}`, most), 'a port that a program has by itself', {
      examples: [3100],
    }),
  },
  '“uses”',
)
const wanted = 'write { port: 3100 }, or a name by itself: “uses: database”'

/** What is used, as the claims that no two scenarios have at once: `tcp:3100`, `use:database`. */
const used: Shape<readonly string[]> = {
  schema: (registry) =>
    byType({
      expected: 'a name, or { port: … }',
      scalar: { ...fixedText.schema(registry), not: { type: 'number' } },
      map: keys.schema(registry, { required: ['port'], errorMessage: 'expected { port: 3100 }' }),
    }),
  read(c, node, label) {
    if (node.type === 'map') {
      const found = keys.entries(c, node)
      if (found.port === undefined && node.entries.length === 0)
        report(c, 'missing-key', '“uses” names nothing', node.span, wanted)
      const { port } = keys.values(c, [found.port])
      return port === undefined ? undefined : [`tcp:${port}`, `udp:${port}`]
    }
    if (node.type === 'scalar' && !isNothing(node) && /^\d+$/.test(node.source)) {
      report(c, 'invalid-value', `“${label}” is a number`, node.span, `write { port: ${node.source} }`)
      return undefined
    }
    const name = fixedText.read(c, node, label)
    return name === undefined ? undefined : [`use:${name}`]
  },
}

export const uses = defineKey({
  about: 'a port or anything else that two scenarios cannot use at once',
  examples: ['uses: { port: 3100 }', 'uses: [database, { port: 3100 }]'],
  shape: oneOrMany(used, 'a name, { port: … }, or a list of them', 'either'),
  part: (uses) => ({ uses: [...new Set(uses?.flat())].sort() }),
})
