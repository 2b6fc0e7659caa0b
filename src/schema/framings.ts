import type { Registry } from '../model/registry.ts'
import { anyOf, closed, use } from './json.ts'
import type { JsonSchema } from './json.ts'
import { definitionOf, mayBeEmpty, orNothing } from './contribution.ts'
import { fixedText } from './plain.ts'

const definition = (name: string): string => `framing ${name}`

/** A definition for each framing, and one for what stands behind `framing:`. */
export function framingDefinitions(registry: Registry): Record<string, JsonSchema> {
  const found: Record<string, JsonSchema> = {}
  const bare: JsonSchema[] = []
  const long: Record<string, JsonSchema> = {}
  for (const { name, value } of registry.framings.values()) {
    const own = definitionOf(value.wanted, definition(name))
    const empty = mayBeEmpty(value.wanted)
    found[definition(name)] = { description: value.about, ...(empty ? orNothing(own) : own) }
    long[name] = use(definition(name))
    if (empty) bare.push({ const: name, description: value.about })
  }
  found['framing'] = {
    description: 'What a line is on this lane, in both directions',
    ...anyOf([...bare, closed(long, { minProperties: 1, maxProperties: 1 })]),
    examples: ['crlf', { delimiter: '\\0' }, { length: 4 }],
  }
  return found
}

/** What ends a sent line. */
export const eol: JsonSchema = {
  ...fixedText,
  description: 'What ends a sent line, when it is not what ends a heard one',
}
