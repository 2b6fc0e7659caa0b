import type { Schema } from '../model/plugin.ts'
import { defOf, unwrap } from './schema-def.ts'
import type { Def } from './schema-def.ts'
import { roleOf } from './schemas.ts'

type Roles = ReadonlySet<ReturnType<typeof roleOf>>

const known = new WeakMap<Schema, Roles>()

/** All that any value of a schema may stand for; looked up once a schema, so that values without such parts are not searched for them. */
export function rolesIn(schema: Schema): Roles {
  let roles = known.get(schema)
  if (roles === undefined) known.set(schema, (roles = new Set([...partsOf(schema)].map(roleOf))))
  return roles
}

/** The schema that meets a written value, and those of its parts. */
function partsOf(schema: Schema, found = new Set<Schema>()): ReadonlySet<Schema> {
  const inner = unwrap(schema)
  if (found.has(inner)) return found
  found.add(inner)
  for (const part of inside(defOf(inner))) partsOf(part, found)
  return found
}

function inside({ shape, catchall, element, valueType, items, rest, options, left, right }: Def): readonly Schema[] {
  const named = shape === undefined ? [] : Object.values(shape)
  const others = [catchall, element, valueType, rest, left, right].filter((part) => part !== undefined && part !== null)
  return [...named, ...(items ?? []), ...(options ?? []), ...others]
}
