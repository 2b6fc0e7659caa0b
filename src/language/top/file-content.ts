import type { NamedArgument } from '../../model/scenario.ts'
import type { YamlMap } from '../../model/yaml-node.ts'
import type { Registry } from '../../model/registry.ts'
import { argumentOf } from '../../coercion/argument.ts'
import { add, report } from '../checking.ts'
import type { Checking } from '../checking.ts'
import { use } from '../json-schema/json.ts'
import type { JsonSchema } from '../json-schema/json.ts'

/** The definition of what stands behind the name of a content. */
export const contentDefinition = (name: string): string => `content ${name}`

/** Keys of a file that plugins bring, each with its schema. */
export const contentSchemas = ({ contents }: Registry): Readonly<Record<string, JsonSchema>> =>
  Object.fromEntries([...contents.keys()].map((name) => [name, use(contentDefinition(name))]))

/** `{ certificate: server }`: what a plugin makes of a file. Answers it with the map that is left. */
export function contentIn(c: Checking, map: YamlMap): { readonly content?: NamedArgument; readonly rest: YamlMap } {
  const entry = map.entries.find(({ key }) => c.registry.contents.has(key))
  if (entry === undefined) return { rest: map }
  const rest = { ...map, entries: map.entries.filter((each) => each !== entry && each.key !== 'text') }
  const text = map.entries.find(({ key }) => key === 'text')
  if (text !== undefined) {
    const hint = `leave out “text” or “${entry.key}”`
    report(c, 'invalid-value', `a file with “${entry.key}” has no text of its own`, text.keySpan, hint)
  }
  const { argument, problems } = argumentOf(entry.value, c.registry.contents.get(entry.key)!.value.argument)
  add(c, problems)
  return { content: { name: entry.key, argument, span: entry.keySpan }, rest }
}
