import type { JsonSchema } from '../json-schema/json.ts'
import { byType } from '../json-schema/by-type.ts'
import type { Shape } from '../shape.ts'
import { itemsOf } from '../values.ts'

/** One, or a list of them, behind a key; `expected` stands in the editor's message about anything else. */
export const oneOrMany = <T>(
  one: Shape<T>,
  expected: string,
  item: 'scalar' | 'map' | 'either' = 'scalar',
): Shape<readonly T[]> => ({
  schema(registry): JsonSchema {
    const schema = one.schema(registry)
    const forms = item === 'either' ? { scalar: schema, map: schema } : { [item]: schema }
    return byType({ expected, ...forms, list: { type: 'array', items: schema } })
  },
  read: (c, node, label) => itemsOf(node).flatMap((item) => one.read(c, item, label) ?? []),
})
