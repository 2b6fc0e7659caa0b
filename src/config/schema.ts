import type { JsonSchema } from '../language/json-schema/json.ts'
import type { Registry } from '../model/registry.ts'
import { forEditors } from '../schema/for-editors.ts'
import { topKeys } from './levels.ts'

/** A configuration as JSON Schema (draft 2020-12), from the values that read it. */
export const configurationSchema = (registry: Registry): JsonSchema => ({
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'configuration of scenario',
  description: 'Written by “scenario schema --config”',
  ...forEditors(topKeys.schema(registry)),
})
