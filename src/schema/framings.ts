import type { Registry } from '../model/registry.ts'
import { byType } from '../language/json-schema/by-type.ts'
import { definitionOf, examplesOf, mayBeEmpty, orNothing } from './contribution.ts'
import { documented, offering, snippet } from '../language/json-schema/documented.ts'
import { flow } from '../language/json-schema/flow.ts'
import { use } from '../language/json-schema/json.ts'
import type { JsonSchema } from '../language/json-schema/json.ts'
import { oneKey } from '../language/json-schema/one-key.ts'

const definition = (name: string): string => `framing ${name}`

/** A definition for each framing, and one for what stands behind `framing:`. */
export function framingDefinitions(registry: Registry): Record<string, JsonSchema> {
  const found: Record<string, JsonSchema> = {}
  const bare = new Map<string, string>()
  const long: Record<string, JsonSchema> = {}
  const snippets: JsonSchema[] = []
  for (const { name, value } of registry.framings.values()) {
    const own = definitionOf(value.wanted, definition(name))
    const empty = mayBeEmpty(value.wanted)
    const [example] = examplesOf(own, value)
    const written = example === undefined ? undefined : flow({ [name]: example })
    found[definition(name)] = {
      title: name,
      ...(empty ? orNothing(offering(own)) : offering(own)),
      ...documented(value.about, written === undefined ? [] : [`framing: ${written}`]),
    }
    long[name] = use(definition(name))
    if (empty) bare.set(name, value.about)
    if (!empty && written !== undefined) snippets.push(snippet(written, written, value.about))
  }
  const names = [...bare.keys()]
  found['framing'] = {
    title: 'framing',
    ...documented('what a line is on this lane, in both directions', ['framing: crlf', 'framing: { length: 4 }']),
    ...byType({
      expected: `a framing: ${Object.keys(long).join(', ')}`,
      offers: { enum: names, markdownEnumDescriptions: [...bare.values()], defaultSnippets: snippets },
      map: oneKey({ what: 'a framing', keys: long, second: 'a lane has one framing' }),
    }),
  }
  return found
}
