import type { Registry } from '../model/registry.ts'
import { actorDefinitions } from './actors.ts'
import { framingDefinitions } from './framings.ts'
import { use } from './json.ts'
import type { JsonSchema } from './json.ts'
import { stepDefinitions } from './steps.ts'
import { topDefinitions } from './top.ts'
import { wishDefinitions } from './wishes.ts'

/**
 * The whole language with everything that the loaded plugins contribute, as JSON Schema (draft 2020-12) of what a reader of
 * YAML 1.2 hands over. It is for editors: what one file does not show by its shape (order, names, variables) it cannot see.
 */
export function languageSchema(registry: Registry): JsonSchema {
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'A scenario',
    description: `Written by “scenario schema”; plugins: ${registry.plugins.map(({ name }) => name).join(', ')}`,
    // A file with steps and neither title nor actors is there to be included.
    if: {
      anyOf: [
        { type: 'array' },
        { type: 'object', required: ['steps'], not: { anyOf: [{ required: ['scenario'] }, { required: ['actors'] }] } },
      ],
    },
    // oxlint-disable-next-line unicorn/no-thenable -- a keyword of JSON Schema.
    then: use('included'),
    else: use('scenario'),
    $defs: {
      ...topDefinitions,
      ...actorDefinitions(registry),
      ...framingDefinitions(registry),
      ...stepDefinitions(registry),
      ...wishDefinitions(registry),
    },
  }
}
