import { reportMissingKey } from '../checking.ts'
import { described, keysOf } from '../shape.ts'
import type { Shape, ValuesOf } from '../shape.ts'
import { statement } from '../shapes/statement.ts'
import { asMap } from '../values.ts'
import { defineKey } from './key.ts'

const why = 'why it is not shaken'
const example = 'shake: { skip: it shows the pieces that arrive }'

const shapes = {
  skip: described(
    statement(why, 'it shows the pieces that arrive', () => `write the reason: “${example}”`),
    `${why}; “scenario shake” skips it with this reason`,
    { examples: ['it shows the pieces that arrive'] },
  ),
}
const keys = keysOf(shapes, '“shake”')

const shaking: Shape<ValuesOf<typeof shapes>> = {
  schema: (registry) => keys.schema(registry, { required: ['skip'], errorMessage: 'expected { skip: … }' }),
  read(c, node, label) {
    const map = asMap(c, node, label, `“${example}”`)
    if (map === undefined) return undefined
    const { skip } = keys.entries(c, map)
    if (skip === undefined) reportMissingKey(c, map, '“shake” has no “skip”', node.span, `write “${example}”`)
    return keys.values(c, [skip])
  },
}

export const shake = defineKey({
  about: 'for “scenario shake”: the reason for which it skips this scenario',
  examples: [example],
  shape: shaking,
  part: (given): { readonly notShaken?: string } => (given?.skip === undefined ? {} : { notShaken: given.skip }),
})
