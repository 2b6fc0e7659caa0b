import type { Registry } from '../model/registry.ts'
import { documented } from '../language/json-schema/documented.ts'
import { closed, use, when } from '../language/json-schema/json.ts'
import type { JsonSchema } from '../language/json-schema/json.ts'
import { topKeyNames, topKeys } from '../language/top/index.ts'
import type { TopKeyName } from '../language/top/index.ts'
import type { TopKey } from '../language/top/key.ts'
import { includedKeys } from '../language/verbs/include.ts'

const skeleton = `scenario: \${1:A client is greeted}

actors:
  server: \${2:echo-server}
  client: { \${3:telnet}: server }

steps:
  - start: server
  - connect: client
  - expect: { client: \${4:Hello client!} }
`

/** What stands behind a key at the top; a definition of its own has its own description. */
function schemaOf(name: TopKeyName, registry: Registry): JsonSchema {
  const { about, examples, shape }: TopKey<unknown, object> = topKeys[name]
  const schema = shape.schema(registry)
  return '$ref' in schema ? schema : { ...documented(about, examples), ...schema }
}

/** Definitions of a scenario and of a file that is there to be included. */
export function topDefinitions(registry: Registry): Readonly<Record<string, JsonSchema>> {
  const keys = Object.fromEntries(topKeyNames.map((name) => [name, schemaOf(name, registry)]))
  const needed = topKeyNames.filter((name) => 'needed' in topKeys[name] && topKeys[name].needed !== undefined)
  return {
    scenario: when({ required: ['scenario'] }, closed(keys, { required: needed }), {
      type: 'object',
      properties: keys,
      allOf: [{ required: ['scenario'], errorMessage: 'a scenario begins with its title: “scenario: …”' }],
      errorMessage: 'expected a scenario',
      defaultSnippets: [{ label: 'a whole scenario', bodyText: skeleton }],
    }),
    included: {
      description: 'steps for include, from another scenario',
      ...when({ type: 'array' }, use('steps'), includedKeys.schema(registry, { required: ['steps'] })),
    },
  }
}
