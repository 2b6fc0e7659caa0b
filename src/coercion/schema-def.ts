import type { Schema } from '../model/plugin.ts'
import type { YamlNode } from '../model/yaml-node.ts'

/** What of a zod 4 definition is looked at here; which fields are there depends on `type`. */
export interface Def {
  readonly type: string
  readonly shape?: Readonly<Record<string, Schema>>
  readonly catchall?: Schema
  readonly element?: Schema
  readonly keyType?: Schema
  readonly valueType?: Schema
  readonly items?: readonly Schema[]
  readonly rest?: Schema | null
  readonly options?: readonly Schema[]
  readonly left?: Schema
  readonly right?: Schema
  readonly innerType?: Schema
  readonly in?: Schema
  readonly out?: Schema
  readonly getter?: () => Schema
  readonly values?: readonly unknown[]
  readonly entries?: Readonly<Record<string, string | number>>
  readonly checks?: readonly unknown[]
  /** Of `z.email()` and its like. */
  readonly format?: string
}

export const defOf = (schema: Schema): Def => schema._zod.def as Def

/** The schema that meets the written value: what optional, default, transform, lazy and their like are wrapped around. */
export function unwrap(schema: Schema): Schema {
  let current = schema
  for (;;) {
    const def = defOf(current)
    let next: Schema | undefined
    if (def.type === 'lazy') next = def.getter!()
    // A preprocess is a transform piped into a schema: what it wants is what comes behind.
    else if (def.type === 'pipe') next = defOf(def.in!).type === 'transform' ? def.out : def.in
    else next = def.innerType
    if (next === undefined) return current
    current = next
  }
}

/** True when any value at all would do. */
export const takesAnything = (schema: Schema): boolean => ['unknown', 'any'].includes(defOf(unwrap(schema)).type)

/** True when the schema, or a wrapper around what it wants, takes null. */
export function takesNull(schema: Schema): boolean {
  const def = defOf(schema)
  if (def.type === 'nullable' || def.type === 'null') return true
  if (def.type === 'union') return def.options!.some(takesNull)
  const next = def.type === 'lazy' ? undefined : (def.innerType ?? (def.type === 'pipe' ? def.in : undefined))
  return next !== undefined && takesNull(next)
}

/** The keys that a map for this schema may have; undefined when it takes no map or a map with any keys. */
export function keysOf(schema: Schema): ReadonlySet<string> | undefined {
  const inner = unwrap(schema)
  const def = defOf(inner)
  if (def.type === 'object') {
    const open = def.catchall !== undefined && defOf(def.catchall).type !== 'never'
    return open ? undefined : new Set(Object.keys(def.shape!))
  }
  const parts = def.type === 'union' ? def.options! : def.type === 'intersection' ? [def.left!, def.right!] : []
  const keys = parts.map(keysOf).filter((set) => set !== undefined)
  return keys.length === 0 ? undefined : new Set(keys.flatMap((set) => [...set]))
}

/** True when a map with any keys fits, or one whose keys have this name. */
export function hasKey(schema: Schema, key: string): boolean {
  const def = defOf(unwrap(schema))
  if (def.type === 'object') return Object.hasOwn(def.shape!, key)
  if (def.type === 'union') return def.options!.some((option) => hasKey(option, key))
  return def.type === 'intersection' && (hasKey(def.left!, key) || hasKey(def.right!, key))
}

/** True for a map with a key that no map for this schema has: no placeholder makes it fit. */
export function hasUnknownKey(value: unknown, schema: Schema): boolean {
  const { shape, catchall } = defOf(unwrap(schema))
  if (shape === undefined || catchall === undefined || defOf(catchall).type !== 'never') return false
  return typeof value === 'object' && value !== null && Object.keys(value).some((key) => !Object.hasOwn(shape, key))
}

/** The schema at a path inside another, for messages; undefined where the path leaves what is known. */
export function schemaAt(schema: Schema, path: readonly PropertyKey[]): readonly Schema[] {
  const inner = unwrap(schema)
  const def = defOf(inner)
  if (def.type === 'union') return def.options!.flatMap((option) => schemaAt(option, path))
  if (def.type === 'intersection') return [def.left!, def.right!].flatMap((side) => schemaAt(side, path))
  const [key, ...rest] = path
  if (key === undefined) return [inner]
  const shape = def.shape ?? {}
  const next =
    (Object.hasOwn(shape, key) ? shape[String(key)] : undefined) ??
    def.valueType ??
    def.element ??
    (typeof key === 'number' ? (def.items?.[key] ?? def.rest) : undefined)
  return next === undefined || next === null ? [] : schemaAt(next, rest)
}

/** The node at a path of keys and indexes, and how many parts of the path lead to something. */
export function nodeAt(
  root: YamlNode,
  path: readonly PropertyKey[],
): { readonly node: YamlNode; readonly depth: number } {
  let node = root
  for (const [depth, key] of path.entries()) {
    let next: YamlNode | undefined
    if (node.type === 'map') next = node.entries.find((entry) => entry.key === String(key))?.value
    else if (node.type === 'list') next = node.items[Number(key)]
    if (next === undefined) return { node, depth }
    node = next
  }
  return { node, depth: path.length }
}
