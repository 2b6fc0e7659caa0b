import type { Registry } from '../model/registry.ts'
import type { Target } from '../model/scenario.ts'
import type { YamlNode, YamlEntry, YamlMap } from '../model/yaml-node.ts'
import type { Checking } from './checking.ts'
import { closed } from './json-schema/json.ts'
import type { JsonSchema } from './json-schema/json.ts'
import { asMap, keyed } from './values.ts'

/** What may stand at one place: its schema for editors and its reader in one value, so that the two cannot differ. */
export interface Shape<T> {
  /** As JSON Schema of what a reader of YAML hands over. */
  schema(registry: Registry): JsonSchema
  /** What is written there; undefined where it is not of this shape, which has been reported under the label. */
  read(c: Checking, node: YamlNode, label: string): T | undefined
}

/** The same for the part of a step that is for one actor. */
export interface ActorShape<T> {
  schema(registry: Registry): JsonSchema
  read(c: Checking, node: YamlNode, label: string, target: Target): T | undefined
}

export type ValueOf<S> = S extends { read(...args: never[]): infer T } ? Exclude<T, undefined> : never

export type Shapes = Readonly<Record<string, ActorShape<unknown>>>
/** What is read by such shapes: of each key its value, where it stands there and could be read. */
export type ValuesOf<S extends Shapes> = { readonly [K in keyof S]?: ValueOf<S[K]> }

/** The same shape, with a longer description for editors. */
export function described<S extends ActorShape<unknown>>(shape: S, description: string, more: JsonSchema = {}): S {
  return { ...shape, schema: (registry: Registry) => ({ ...shape.schema(registry), description, ...more }) }
}

/** The description that editors show for a key with this shape. */
export const aboutOf = (shape: ActorShape<unknown>, registry: Registry): string =>
  String(shape.schema(registry)['description'] ?? '')

export const schemasOf = <K extends string>(
  shapes: Readonly<Record<K, ActorShape<unknown>>>,
  registry: Registry,
): Record<K, JsonSchema> =>
  Object.fromEntries(
    Object.entries<ActorShape<unknown>>(shapes).map(([key, shape]) => [key, shape.schema(registry)]),
  ) as Record<K, JsonSchema>

export function readEntries<S extends Readonly<Record<string, Shape<unknown>>>>(
  c: Checking,
  shapes: S,
  entries: Iterable<YamlEntry | undefined>,
): ValuesOf<S> {
  const found: Record<string, unknown> = {}
  for (const entry of entries) {
    const read = entry && shapes[entry.key]?.read(c, entry.value, entry.key)
    if (entry !== undefined && read !== undefined) found[entry.key] = read
  }
  return found as ValuesOf<S>
}

const hasProperty = ({ properties }: JsonSchema, key: string): boolean =>
  typeof properties === 'object' && properties !== null && Object.hasOwn(properties, key)

/** A map with these keys and no others; `where` names it in messages, `elsewhere` says what to do with a key that belongs into another map. */
export function keysOf<S extends Readonly<Record<string, Shape<unknown>>>>(
  shapes: S,
  where: string,
  elsewhere: (key: string) => string | undefined = () => undefined,
) {
  const names = Object.keys(shapes) as (keyof S & string)[]
  const entries = (c: Checking, map: YamlMap) =>
    keyed(c, map, names, where, (key) => {
      const outer = names.find((name) => hasProperty(shapes[name]!.schema(c.registry), key))
      return outer === undefined ? elsewhere(key) : `write it inside of “${outer}”: { ${outer}: { ${key}: … } }`
    })
  return {
    schema: (registry: Registry, more: JsonSchema = {}): JsonSchema => closed(schemasOf(shapes, registry), more),
    /** The entries by their keys; the others are reported. */
    entries,
    values: (c: Checking, found: Iterable<YamlEntry | undefined>) => readEntries(c, shapes, found),
    read: (c: Checking, map: YamlMap) => readEntries(c, shapes, Object.values<YamlEntry | undefined>(entries(c, map))),
  }
}

/** The same as the argument of a key or a verb; a value that is no map is answered with the example. */
export function mapOf<S extends Readonly<Record<string, Shape<unknown>>>>(
  shapes: S,
  { where, example, schema = {} }: { where: string; example: string; schema?: JsonSchema },
): Shape<ValuesOf<S>> {
  const keys = keysOf(shapes, where)
  return {
    schema: (registry) => keys.schema(registry, schema),
    read(c, node, label) {
      const map = asMap(c, node, label, example)
      return map === undefined ? undefined : keys.read(c, map)
    },
  }
}
