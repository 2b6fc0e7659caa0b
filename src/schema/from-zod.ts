import { toJSONSchema } from 'zod'
import type { Schema } from '../model/plugin.ts'
import { roleOf } from '../coercion/schemas.ts'
import { defOf } from '../coercion/schema-def.ts'
import type { Role } from '../language/json-schema/roles.ts'
import type { JsonSchema } from '../language/json-schema/json.ts'

/** Marks a value of the language in the answer: `{ 'x-role': 'duration' }`. */
export const roleKeyword = 'x-role'

/**
 * A schema of a plugin as JSON Schema of the values that it takes, apart from YAML. What JSON Schema cannot express
 * (a transformation, a check by code) takes anything there; it never refuses what the checker takes.
 */
export function fromZod(schema: Schema): JsonSchema {
  try {
    const made = toJSONSchema(schema as unknown as Parameters<typeof toJSONSchema>[0], {
      io: 'input',
      unrepresentable: 'any',
      override: ({ zodSchema, jsonSchema }) => fix(zodSchema as unknown as Schema, jsonSchema as Loose),
    })
    return { ...made, $schema: undefined }
  } catch {
    // A plugin may use a schema that zod cannot export; its options are checked all the same when it is used.
    return {}
  }
}

type Loose = Record<string, unknown>

function fix(schema: Schema, json: Loose): void {
  const { examples } = metaOf(schema)
  // What is given as an example is what can be written, also where zod sees only what becomes of it.
  if (Array.isArray(examples)) json['examples'] = examples
  const role = inheritedRole(schema)
  if (role === 'words') json['type'] = 'string'
  if (role !== undefined && !isText(role)) return replace(json, role)
  const { type, catchall, innerType } = defOf(schema)
  // Nothing that can be written; the caller knows where nothing may be written.
  if (type === 'undefined' || type === 'void') json['not'] = {}
  // The checker takes no unknown keys unless the schema allows them.
  if (type === 'object' && catchall === undefined) json['additionalProperties'] = false
  if (type === 'string' || type === 'template_literal') fixPatterns(schema, json)
  // The default of a transformed value is what comes out of it, and not what can be written.
  if (type === 'default' && innerType !== undefined && transforms(innerType)) delete json['default']
}

/** Roles whose JSON Schema is that of any text. */
const texts = ['text', 'event', 'file', 'hexadecimal', 'input', 'words'] as const
const isText = (role: NonNullable<ReturnType<typeof roleOf>>): role is (typeof texts)[number] =>
  texts.some((text) => text === role)

/** The value that zod got with `meta`; a plugin's own zod keeps it where ours cannot look, but answers with it. */
function metaOf(schema: Schema): { readonly examples?: unknown } {
  const { meta } = schema as { readonly meta?: () => object | undefined }
  return (typeof meta === 'function' ? meta.call(schema) : undefined) ?? {}
}

function replace(json: Loose, role: Role): void {
  const { description, examples } = json
  for (const key of Object.keys(json)) delete json[key]
  json[roleKeyword] = role
  if (description !== undefined) json['description'] = description
  if (examples !== undefined) json['examples'] = examples
}

/** A refinement is a copy of the schema that it refines, and that one has the mark. */
function inheritedRole(schema: Schema): ReturnType<typeof roleOf> {
  let current: Schema | undefined = schema
  while (current !== undefined) {
    const role = roleOf(current)
    if (role !== undefined) return role
    current = (current._zod as { readonly parent?: Schema }).parent
  }
  return undefined
}

function transforms(schema: Schema): boolean {
  const { type, innerType } = defOf(schema)
  return type === 'pipe' || type === 'transform' || (innerType !== undefined && transforms(innerType))
}

interface Check {
  readonly _zod: { readonly def: { readonly pattern?: RegExp } }
}

/** JSON Schema's patterns have no flags, so that one with flags cannot be expressed; nor can one that Unicode mode rejects. */
function fixPatterns(schema: Schema, json: Loose): void {
  const checks = [schema as unknown as Check, ...((defOf(schema).checks ?? []) as readonly Check[])]
  const patterns = checks.flatMap((check) => check._zod.def.pattern ?? [])
  const all = patterns.length > 0 ? patterns : typeof json['pattern'] === 'string' ? [new RegExp(json['pattern'])] : []
  const sources = [...new Set(all.filter(isExpressible).map((pattern) => pattern.source))]
  delete json['pattern']
  delete json['allOf']
  // The meaning of a format differs from reader to reader; its pattern, where there is one, is exact.
  delete json['format']
  if (sources.length === 1) json['pattern'] = sources[0]
  else if (sources.length > 1) json['allOf'] = sources.map((pattern) => ({ pattern }))
}

function isExpressible({ source, flags }: RegExp): boolean {
  if (/[imsv]/.test(flags)) return false
  try {
    return new RegExp(source, 'u').source === source
  } catch {
    return false
  }
}
