import type { Registry } from '../model/registry.ts'
import { actorDefinitions } from './actors.ts'
import { contentDefinitions } from './contents.ts'
import { framingDefinitions } from './framings.ts'
import { forEditors } from './for-editors.ts'
import { use, when } from '../language/json-schema/json.ts'
import type { JsonSchema } from '../language/json-schema/json.ts'
import { stepDefinitions } from './steps.ts'
import { topDefinitions } from './top.ts'
import { expectationDefinitions } from './expectations.ts'

/** A file with steps and neither title nor actors is there to be included. */
const included: JsonSchema = {
  anyOf: [
    { type: 'array' },
    { type: 'object', required: ['steps'], not: { anyOf: [{ required: ['scenario'] }, { required: ['actors'] }] } },
  ],
}

/**
 * The whole language with everything that the loaded plugins contribute, as JSON Schema (draft 2020-12) of what a reader of
 * YAML 1.2 hands over. It is for editors: what one file does not show by its shape (order, names, variables) it cannot see.
 */
export function languageSchema(registry: Registry): JsonSchema {
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'scenario',
    description: `Written by “scenario schema”; plugins: ${registry.plugins.map(({ name }) => name).join(', ')}`,
    ...when(included, use('included'), use('scenario')),
    $defs: forEditors({
      ...topDefinitions(registry),
      ...actorDefinitions(registry),
      ...framingDefinitions(registry),
      ...contentDefinitions(registry),
      ...stepDefinitions(registry),
      ...expectationDefinitions(registry),
    }),
  }
}
