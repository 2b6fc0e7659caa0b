import { markdown, snippet } from '../language/json-schema/documented.ts'
import { flow, isPlain } from '../language/json-schema/flow.ts'
import type { JsonSchema } from '../language/json-schema/json.ts'

type Loose = Record<string, unknown>

/** What stands behind these is a value and no schema. */
const values = new Set(['default', 'const', 'enum', 'examples'])

/** The same schema in the form that the YAML language server shows best; it means the same to any validator. */
export function forEditors<S>(schema: S): S {
  if (typeof schema !== 'object' || schema === null) return schema
  if (Array.isArray(schema)) return schema.map(forEditors) as S
  const made: Loose = {}
  for (const [keyword, value] of Object.entries(schema)) made[keyword] = values.has(keyword) ? value : forEditors(value)
  if (Array.isArray(made['anyOf'])) made['anyOf'] = made['anyOf'].map(apart)
  return withRequiredAside(withWrittenExamples(made)) as S
}

/**
 * Examples as an author would write them: a map would be printed as `[object Object]` and put on lines of its own, and each example
 * would have a paragraph. One plain example stays what it is.
 */
function withWrittenExamples(schema: Loose): Loose {
  const { examples, description, ...rest } = schema
  if (!Array.isArray(examples) || (examples.length === 1 && isShort(examples[0]))) return schema
  const written = examples.map(flow)
  const such = `such as ${written.map((one) => `\`${one}\``).join(', ')}`
  const about = { description, markdownDescription: `${markdown(String(description))}\n\n${such}` }
  return {
    ...(description === undefined ? {} : about),
    defaultSnippets: written.map((one) => snippet(one, one)),
    ...rest,
  }
}

const isShort = (example: unknown): boolean =>
  typeof example === 'string' ? isPlain(example) : typeof example !== 'object' || example === null

/** Keys that must be there, beside their properties, would be offered all at once under the name `object(title)`. */
function withRequiredAside({ required, ...schema }: Loose): Loose {
  if (!Array.isArray(required)) return required === undefined ? schema : { ...schema, required }
  if (schema['properties'] === undefined) return { ...schema, required }
  return { ...schema, allOf: [...((schema['allOf'] ?? []) as readonly JsonSchema[]), { required }] }
}

/** Branches of a union that have neither words nor keys look alike, and then an editor shows the descriptions of all of them. */
function apart(branch: Loose | boolean): Loose | boolean {
  if (typeof branch === 'boolean' || 'title' in branch || 'description' in branch || 'properties' in branch)
    return branch
  const types = [branch['type'] ?? 'object'].flat()
  return types.includes('object') ? branch : { ...branch, properties: {} }
}
