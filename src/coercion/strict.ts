import * as z from 'zod'
import type { Schema } from '../model/plugin.ts'
import { DeferredSchema, realParts } from './deferred-schema.ts'
import { defOf } from './schema-def.ts'
import type { Def } from './schema-def.ts'

const known = new WeakMap<Schema, Schema>()
const nothing = z.never() as unknown as Schema

/**
 * The same schema, in which no object takes unknown keys unless its author allows them: a misspelt option is found also where it
 * decides which branch of a union fits. Made once a schema.
 */
export function strict(schema: Schema): Schema {
  const before = known.get(schema)
  if (before !== undefined) return before
  // A schema that holds itself meets itself here while it is being made; through its lazy part it gets the strict one later.
  known.set(schema, schema)
  const made = rebuild(schema)
  known.set(schema, made)
  return made
}

function rebuild(schema: Schema): Schema {
  const def = defOf(schema)
  switch (def.type) {
    case 'object': {
      const shape: Record<string, Schema> = {}
      const entries = Object.entries(def.shape!)
      for (const [key, value] of entries) shape[key] = strict(value)
      // To make it again takes as long as to write it down.
      if (def.catchall && entries.every(([key, value]) => shape[key] === value)) return schema
      return again(schema, { shape, catchall: def.catchall ?? nothing })
    }
    case 'lazy':
      return again(schema, { getter: () => strict(def.getter!()) })
    case 'union': {
      const options = def.options!.map(strict)
      return options.every((option, index) => option === def.options![index]) ? schema : again(schema, { options })
    }
    case 'tuple':
      return again(schema, { items: def.items!.map(strict), rest: def.rest ? strict(def.rest) : null })
    default:
      return inside(schema, def)
  }
}

function inside(schema: Schema, def: Def): Schema {
  // Both sides of an intersection see all keys, so neither may refuse those of the other.
  for (const field of ['innerType', 'element', 'valueType'] as const) {
    const inner = def[field]
    if (inner === undefined) continue
    const made = strict(inner)
    return made === inner ? schema : again(schema, { [field]: made })
  }
  if (def.type !== 'pipe') return schema
  const [from, to] = [strict(def.in!), strict(def.out!)]
  return from === def.in && to === def.out ? schema : again(schema, { in: from, out: to })
}

function again(schema: Schema, change: Partial<Def>): Schema {
  const made = schema as unknown as { readonly _zod: { readonly constr: new (def: object) => Schema } }
  const copy =
    schema instanceof DeferredSchema
      ? schema.changed(change, again)
      : new made._zod.constr({ ...defOf(schema), ...realParts(change) })
  for (const mark of Object.getOwnPropertySymbols(schema))
    Object.defineProperty(copy, mark, Object.getOwnPropertyDescriptor(schema, mark)!)
  return copy
}
