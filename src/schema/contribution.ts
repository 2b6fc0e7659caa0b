import type { Schema } from '../model/plugin.ts'
import { emptyArgument } from '../registry/shape.ts'
import { fromZod } from './from-zod.ts'
import { anyOf, refTo } from './json.ts'
import type { JsonSchema } from './json.ts'
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

/** The same schema, in which nothing may stand too. */
export function orNothing(schema: JsonSchema): JsonSchema {
  const { type } = schema
  if (Object.keys(schema).every((keyword) => keyword === 'description')) return schema
  if (type !== undefined && !('$ref' in schema))
    return { ...schema, type: [...new Set([...([type].flat() as string[]), 'null'])] }
  const { description, ...rest } = schema
  return { ...(description === undefined ? {} : { description }), ...anyOf([rest, { type: 'null' }]) }
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
