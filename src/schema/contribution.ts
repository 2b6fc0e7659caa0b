import type { Schema } from '../model/plugin.ts'
import { emptyArgument } from '../coercion/argument.ts'
import { something } from '../language/json-schema/by-type.ts'
import { fromZod } from './from-zod.ts'
import { refTo, when } from '../language/json-schema/json.ts'
import type { JsonSchema } from '../language/json-schema/json.ts'
import { asWritten } from './written.ts'

/** What a plugin's schema takes, as a definition that will stand under this name. */
export const definitionOf = (schema: Schema, name: string): JsonSchema => asWritten(fromZod(schema), refTo(name))

const nowhere = { file: '', start: 0, end: 0 }

/** True when the name alone is enough: `framing: crlf`, `{ exit: }`. */
export const mayBeEmpty = (schema: Schema): boolean => emptyArgument(nowhere, schema).problems.length === 0

/** True when a kind can do without any option: `server: tcp-server`. */
export function needsNothing(options: Schema): boolean {
  try {
    return options.safeParse({}).success
  } catch {
    return false
  }
}

/** How it is written: what its schema gives as examples, else what the plugin does. */
export function examplesOf(schema: JsonSchema, more: { readonly examples?: readonly unknown[] } = {}): unknown[] {
  const { examples } = schema
  const own = Array.isArray(examples) ? (examples as unknown[]) : []
  return own.length > 0 ? own : [...(more.examples ?? [])]
}

/** The same schema, in which nothing may stand too. */
export function orNothing(schema: JsonSchema): JsonSchema {
  if (Object.keys(schema).every((keyword) => keyword === 'description')) return schema
  const { description, title, examples, defaultSnippets, ...rest } = schema
  const about = Object.entries({ title, description, examples, defaultSnippets }).filter(
    ([, value]) => value !== undefined,
  )
  // Not `type: null` among others: an editor would offer the word null.
  return { ...Object.fromEntries(about), ...something, ...when({ not: { type: 'null' } }, rest) }
}

/** The same schema, in which every map at its top may have these keys too. */
export function withKeys(schema: JsonSchema, keys: Readonly<Record<string, JsonSchema>>): JsonSchema {
  const made: Record<string, unknown> = { ...schema }
  for (const keyword of ['anyOf', 'oneOf', 'allOf']) {
    const options = schema[keyword] as readonly JsonSchema[] | undefined
    if (options !== undefined) made[keyword] = options.map((option) => withKeys(option, keys))
  }
  const properties = schema['properties'] as Readonly<Record<string, JsonSchema>> | undefined
  if (properties !== undefined || schema['additionalProperties'] === false)
    made['properties'] = { ...properties, ...keys }
  return made
}
