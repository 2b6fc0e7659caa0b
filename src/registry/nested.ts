import type { Compiled } from '../model/matcher.ts'
import type { CompileContext, Schema } from '../model/plugin.ts'
import type { Registry } from '../model/registry.ts'
import type { YamlNode, YamlMap } from '../model/yaml-node.ts'
import { parseFilled } from '../coercion/argument.ts'
import { writtenNode } from '../coercion/nested.ts'
import { parseRegex } from '../text/regex.ts'

/** The name of the matcher that a text means where none is named; empty where no plugin has one for it. */
export const matcherOfText = ({ shorthands }: Registry, text: string): string =>
  shorthands.get(parseRegex(text) === undefined ? 'text' : 'regex') ?? ''

/** The matcher that a map names, and its argument: the whole map where parts stand beside it, as in `{ code: 28, event: exit }`. */
export function namedIn(
  registry: Registry,
  map: YamlMap,
): { readonly name: string; readonly whole: YamlNode } | undefined {
  const entry = map.entries.find(({ key }) => registry.matchers.has(key))
  return entry === undefined ? undefined : { name: entry.key, whole: map.entries.length > 1 ? map : entry.value }
}

/**
 * The expectations inside of what a matcher takes: the items of its list, of a list among its options, or its one expectation; where
 * parts stand beside its name, behind that.
 */
export function nestedIn(registry: Registry, node: YamlNode, name?: string): readonly YamlNode[] {
  if (node.type === 'list') return node.items
  if (node.type === 'scalar') return [node]
  const own = node.entries.find(({ key }) => key === name)
  if (own !== undefined) return nestedIn(registry, own.value)
  if (namedIn(registry, node) !== undefined) return [node]
  return node.entries.flatMap(({ value }) => (value.type === 'list' ? value.items : []))
}

/**
 * What a matcher compiles nested expectations with: a text, a `/regex/`, or a map that names its matcher. Throws an error that explains
 * what is wrong where there is no such matcher, or where it does not take its argument.
 */
export function nestedContext(registry: Registry): CompileContext {
  const context: CompileContext = { expectation: (wanted) => compileNested(registry, wanted, context) }
  return context
}

function compileNested(registry: Registry, wanted: unknown, context: CompileContext): Compiled {
  const name = isMap(wanted) ? nameIn(registry, wanted) : matcherOfText(registry, String(wanted))
  const matcher = registry.matchers.get(name)?.value
  if (matcher === undefined) throw new Error(`no matcher is called “${name}”`)
  const parsed = isMap(wanted) ? parsedMap(wanted, name, matcher.wanted) : matcher.wanted.safeParse(String(wanted))
  if (parsed === 'threw') throw new Error(`the schema of “${name}” threw an error`)
  if (!parsed.success) throw new Error(parsed.error.issues[0]?.message ?? `“${name}” is not understood here`)
  return matcher.compile(parsed.data, context)
}

type Wanted = Readonly<Record<string, unknown>>

function nameIn({ matchers }: Registry, map: Wanted): string {
  const names = Object.keys(map)
  return names.find((key) => matchers.has(key)) ?? names[0] ?? ''
}

/** What stands in a file is read by the schema of its matcher; plain values, as a test hands them, are taken as they are. */
function parsedMap(map: Wanted, name: string, schema: Schema): ReturnType<typeof parseFilled> {
  const written = writtenNode(map)
  const alone = Object.keys(map).length === 1
  if (written === undefined) return schema.safeParse(alone ? map[name] : map)
  return parseFilled(alone ? written.entries[0]!.value : written, schema)
}

const isMap = (wanted: unknown): wanted is Wanted =>
  typeof wanted === 'object' && wanted !== null && !Array.isArray(wanted)
