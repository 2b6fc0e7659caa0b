import type { NamedArgument } from '../../model/scenario.ts'
import type { YamlEntry } from '../../model/yaml-node.ts'
import type { Registry } from '../../model/registry.ts'
import { argumentOf } from '../../coercion/argument.ts'
import { add } from '../checking.ts'
import type { Checking } from '../checking.ts'
import { use } from '../json-schema/json.ts'
import type { JsonSchema } from '../json-schema/json.ts'

/** The definition of what stands behind the name of a content. */
export const contentDefinition = (name: string): string => `content ${name}`

/** Keys of a file that plugins bring, each with its schema. */
export const contentSchemas = ({ contents }: Registry): Readonly<Record<string, JsonSchema>> =>
  Object.fromEntries([...contents.keys()].map((name) => [name, use(contentDefinition(name))]))

/** What a plugin makes of a file: `certificate: server`. */
export function contentIn(c: Checking, entry: YamlEntry): NamedArgument {
  const { argument, problems } = argumentOf(entry.value, c.registry.contents.get(entry.key)!.value.argument)
  add(c, problems)
  return { name: entry.key, argument, span: entry.keySpan }
}
