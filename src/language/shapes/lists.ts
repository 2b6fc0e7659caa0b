import type { JsonSchema } from '../json-schema/json.ts'
import { byType } from '../json-schema/by-type.ts'
import type { Shape } from '../shape.ts'
import { itemsOf } from '../values.ts'

/** One, or a list of them, behind a key; `expected` stands in the editor's message about anything else. */
export const oneOrMany = <T>(one: Shape<T>, expected: string, map?: 'map'): Shape<readonly T[]> => ({
  schema(registry): JsonSchema {
    const item = one.schema(registry)
    return byType({ expected, [map ?? 'scalar']: item, list: { type: 'array', items: item } })
  },
  read: (c, node, label) => itemsOf(node).flatMap((item) => one.read(c, item, label) ?? []),
})
