import type { Registry } from '../model/registry.ts'
import { documented } from '../language/json-schema/documented.ts'
import type { JsonSchema } from '../language/json-schema/json.ts'
import { contentDefinition } from '../language/shapes/file-content.ts'
import { definitionOf } from './contribution.ts'

/** A definition for what stands behind each content of a file. */
export function contentDefinitions({ contents }: Registry): Record<string, JsonSchema> {
  return Object.fromEntries(
    [...contents.values()].map(({ name, value }) => {
      const definition = contentDefinition(name)
      return [definition, { ...definitionOf(value.argument, definition), ...documented(value.about, []) }]
    }),
  )
}
