import { roleKeyword } from './from-zod.ts'
import type { JsonSchema } from '../language/json-schema/json.ts'
import { asRead, placeholder, placeholderPattern, orPlaceholder, text } from '../language/json-schema/plain.ts'
import { roles } from '../language/json-schema/roles.ts'
import type { Role } from '../language/json-schema/roles.ts'

/** Keywords that stand as they are; what an author adds to JSON Schema is left out. */
const kept = new Set([
  'title',
  'description',
  'default',
  'examples',
  'deprecated',
  'required',
  'minItems',
  'maxItems',
  'uniqueItems',
  'minProperties',
  'maxProperties',
  'minimum',
  'maximum',
  'exclusiveMinimum',
  'exclusiveMaximum',
  'multipleOf',
  'minLength',
  'maxLength',
])
const ofMaps = ['properties', 'patternProperties', '$defs']
const ofLists = ['anyOf', 'oneOf', 'allOf', 'prefixItems']
const ofOne = ['items', 'additionalProperties']
const largest = Number.MAX_SAFE_INTEGER

/**
 * The same schema for what a reader of YAML hands over: where text is wanted, plain scalars that look like numbers or truth values
 * are text; where a number or a truth value is wanted, a `${placeholder}` may stand. `base` is where the schema will be found.
 */
export function asWritten(schema: JsonSchema, base: string): JsonSchema {
  const role = schema[roleKeyword] as Role | undefined
  if (role !== undefined) return { ...roles[role], ...only(schema, ['description', 'examples']) }
  const made: Record<string, unknown> = only(schema, kept)
  if (Math.abs(Number(made['minimum'])) === largest) delete made['minimum']
  if (Math.abs(Number(made['maximum'])) === largest) delete made['maximum']
  const inner = (value: unknown): unknown => (isSchema(value) ? asWritten(value, base) : value)
  for (const [keyword, value] of Object.entries(schema)) {
    if (ofMaps.includes(keyword)) made[keyword] = mapValues(value as JsonSchema, inner)
    else if (ofLists.includes(keyword)) made[keyword] = (value as readonly unknown[]).map(inner)
    else if (ofOne.includes(keyword)) made[keyword] = inner(value)
    else if (keyword === 'propertyNames' || keyword === 'not') made[keyword] = value
    else if (keyword === '$ref') made[keyword] = `${base}${String(value).slice(1)}`
  }
  if (Array.isArray(made['anyOf'])) made['anyOf'] = withoutNarrower(made['anyOf'])
  return { ...made, ...scalars(schema, made) }
}

const scalarTypes = new Set(['string', 'number', 'integer', 'boolean'])

/** Where any text will do, a number and a truth value are texts; an editor need not offer `true`. */
function withoutNarrower(options: readonly JsonSchema[]): readonly JsonSchema[] {
  const takesText = options.some((option) => option['then'] === text['then'] && option['pattern'] === undefined)
  const narrower = ({ type }: JsonSchema): boolean =>
    type !== undefined && ([type].flat() as string[]).every((one) => scalarTypes.has(one))
  return takesText ? options.filter((option) => !narrower(option)) : options
}

const isSchema = (value: unknown): value is JsonSchema =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

function only(schema: JsonSchema, keys: Iterable<string>): Record<string, unknown> {
  const wanted = new Set(keys)
  return Object.fromEntries(Object.entries(schema).filter(([key]) => wanted.has(key)))
}

const mapValues = (map: JsonSchema, change: (value: unknown) => unknown): JsonSchema =>
  Object.fromEntries(Object.entries(map).map(([key, value]) => [key, change(value)]))

/** The keywords about scalars, as they must be for what was written. */
function scalars(schema: JsonSchema, made: Record<string, unknown>): JsonSchema {
  const values = 'const' in schema ? [schema['const']] : (schema['enum'] as readonly unknown[] | undefined)
  if (values !== undefined) {
    const read = asRead(values)
    return {
      anyOf: [read.length === 1 ? { const: read[0] } : { enum: read }, placeholder],
    }
  }
  const { type, pattern } = schema
  if (type === undefined) return pattern === undefined ? {} : { pattern: orPlaceholderIn(pattern) }
  const types = [type].flat() as string[]
  if (types.length > 1 && types.includes('string') && types.every((one) => scalarTypes.has(one))) return text
  if (types.includes('string')) {
    // Behind a placeholder may be a text of any length.
    delete made['maxLength']
    if (types.length === 1) return { ...text, ...(pattern === undefined ? {} : { pattern: orPlaceholderIn(pattern) }) }
    const all = [...new Set([...types, 'number', 'boolean'])].filter((one) => one !== 'integer')
    return { type: all, ...(pattern === undefined ? {} : { pattern: orPlaceholderIn(pattern) }) }
  }
  const [plain, ...others] = types.filter((one) => ['number', 'integer', 'boolean'].includes(one))
  if (plain === undefined) return { type }
  const filled = orPlaceholder(plain)
  return { ...filled, type: [...new Set([plain, ...others, ...types, 'string'])] }
}

const orPlaceholderIn = (pattern: unknown): string => `(?:${String(pattern)})|${placeholderPattern}`
