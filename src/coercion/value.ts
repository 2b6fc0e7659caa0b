import type { Schema } from '../model/plugin.ts'
import type { YamlMap, YamlNode, YamlScalar } from '../model/yaml-node.ts'
import { isJsonNumber, plainValue } from '../text/plain.ts'
import { groupsIn, isCapturing } from './captured-names.ts'
import { isNested, writtenMap } from './nested.ts'
import { exactValue, put, toPlain, type Reading } from './plain.ts'
import { splitWords } from './words.ts'
import { roleOf } from './schemas.ts'
import type { Words } from './schemas.ts'
import { defOf, hasUnknownKey, takesNull, unwrap } from './schema-def.ts'
import type { Def } from './schema-def.ts'
import { fits, takes } from './fits.ts'

/** What to do on the way: `lenient` lets placeholders stand for any value; `refer` stands in for the name of an actor. */
export interface Coercion {
  readonly read: Reading
  readonly lenient: boolean
  readonly refer?: (name: YamlScalar, schema: Schema) => unknown
}

/** The value that a written tree has for a schema: text as it is written where text is wanted, numbers where numbers are. */
export function coerce(node: YamlNode, schema: Schema, how: Coercion): unknown {
  if (node.type === 'scalar' && node.value === null && node.plain && takesNull(schema)) return null
  const inner = unwrap(schema)
  const def = defOf(inner)
  if (def.type === 'union') return branch(node, def.options!, how)
  if (node.type === 'scalar') {
    if (roleOf(inner) === 'words') return wordsOf(node, how)
    return scalar(how.read(node, undefined, roleOf(inner) === 'hexadecimal'), inner, def, how)
  }
  if (node.type === 'list') {
    if (def.type === 'array') return node.items.map((item) => coerce(item, def.element!, how))
    if (def.type === 'tuple') {
      return node.items.map((item, index) => {
        const wanted = def.items![index] ?? def.rest
        return wanted ? coerce(item, wanted, how) : toPlain(item, how.read)
      })
    }
    return toPlain(node, how.read)
  }
  if (def.type === 'intersection') {
    const right = coerce(node, def.right!, how) as object
    return { ...right, ...pick(coerce(node, def.left!, how) as object, unwrap(def.left!)) }
  }
  if (isNested(inner)) return writtenMap(node, how.read)
  const schemaOf = mapSchema(def)
  if (schemaOf === undefined) return toPlain(node, how.read)
  return mapOf(node, schemaOf, isCapturing(inner) ? keeping(how, groupsIn(node)) : how)
}

function mapOf({ entries }: YamlMap, schemaOf: (key: string) => Schema | undefined, how: Coercion): object {
  const object: Record<string, unknown> = {}
  for (const { key, value } of entries) {
    const wanted = schemaOf(key)
    if (wanted === undefined) put(object, key, toPlain(value, how.read))
    // Of a key that is not known no value is needed: its placeholders may be those of another branch.
    else put(object, key, defOf(wanted).type === 'never' ? value : coerce(value, wanted, how))
  }
  return object
}

const keeping = (how: Coercion, kept: ReadonlySet<string>): Coercion => ({
  ...how,
  read: (scalar, _, hexadecimal) => how.read(scalar, kept, hexadecimal),
})

/** A command is split as it is written, and only then are its placeholders filled in, word by word. */
function wordsOf(node: YamlScalar, how: Coercion): unknown {
  const { source } = node
  if (node.plain && source === '') return null
  const { words, unclosed } = splitWords(source)
  const word = (text: string): string => how.read(wordIn(node, text)).source
  return { text: how.read(node).source, words: words.map(word), unclosed } satisfies Words
}

/** One word of a scalar: places within it are no longer known. */
const wordIn = ({ span }: YamlScalar, source: string): YamlScalar => ({
  type: 'scalar',
  value: source,
  source,
  plain: false,
  dollars: [],
  span,
})

function pick(value: object, schema: Schema): object {
  const { shape } = defOf(schema)
  return shape === undefined
    ? value
    : Object.fromEntries(Object.entries(value).filter(([key]) => Object.hasOwn(shape, key)))
}

function mapSchema(def: Def): ((key: string) => Schema | undefined) | undefined {
  if (def.type === 'object') return (key) => (Object.hasOwn(def.shape!, key) ? def.shape![key] : def.catchall)
  return def.type === 'record' ? () => def.valueType : undefined
}

function scalar(read: YamlScalar, schema: Schema, def: Def, how: Coercion): unknown {
  switch (def.type) {
    case 'string':
    case 'template_literal':
      if (how.refer !== undefined && referred.has(roleOf(schema))) how.refer(read, schema)
      return sourceOf(read)
    case 'custom':
      return how.refer === undefined ? custom(read, schema) : how.refer(read, schema)
    case 'literal':
    case 'enum':
      return constant(read, def)
    case 'bigint':
      return bigint(read)
    case 'number':
    case 'int':
    case 'boolean':
      return filledValue(read)
    default:
      return exactValue(read)
  }
}

/** Texts that stand for something outside of the schema. */
const referred: ReadonlySet<ReturnType<typeof roleOf>> = new Set(['event', 'file', 'input'] as const)

const isNothing = ({ plain, source }: YamlScalar): boolean => plain && source === ''
const sourceOf = (read: YamlScalar): string | null => (isNothing(read) ? null : read.source)

/** The values that a literal or an enum takes. */
const valuesOf = ({ values, entries }: Def): readonly unknown[] => values ?? Object.values(entries!)

const custom = (read: YamlScalar, schema: Schema): unknown =>
  isNothing(read) || roleOf(schema) === 'actor' ? sourceOf(read) : read.value

const bigint = ({ value, source }: YamlScalar): unknown =>
  typeof value === 'number' && /^[-+]?\d+$/.test(source) ? BigInt(source) : value

/** Between braces a `${placeholder}` must be quoted, which does not decide the type of its value. */
const filledValue = ({ filled, value }: YamlScalar): unknown =>
  filled === true && typeof value === 'string' ? plainValue(value) : value

function constant(read: YamlScalar, def: Def): unknown {
  const values = valuesOf(def)
  if (values.includes(read.source)) return read.source
  return values.every((value) => typeof value === 'string') ? sourceOf(read) : read.value
}

/** The branch of a union that fits: the most specific first, and when none does the one with the fewest complaints. */
function branch(node: YamlNode, options: readonly Schema[], how: Coercion): unknown {
  const scalarRead = node.type === 'scalar' ? unquoted(node, how.read(node)) : undefined
  const ranked = options
    .map((option) => ({ option, rank: rank(node, scalarRead, option) }))
    .sort((a, b) => a.rank - b.rank)
  // Where the first cannot be meant, none can.
  const meant = ranked.filter(({ rank }, index) => index === 0 || rank !== unfit)
  const tried: { readonly option: Schema; readonly value: unknown }[] = []
  for (const { option } of meant) {
    const value = coerce(node, option, how)
    const fitting = how.lenient
      ? !hasUnknownKey(value, option) && fits(option, value, node, true) === 0
      : takes(option, value)
    if (fitting) return value
    tried.push({ option, value })
  }
  if (tried.length < 2) return tried[0]?.value
  const complaints = tried.map(({ option, value }) => fits(option, value, node, how.lenient))
  return tried[complaints.indexOf(Math.min(...complaints))]!.value
}

/** Between braces a lone `${placeholder}` must be quoted, which does not make it a text: where a number fits, it may be one. */
function unquoted({ source, plain }: YamlScalar, read: YamlScalar): YamlScalar {
  const lone = read.filled === true && !plain && /^\$\{[^{}]*\}$/.test(source) && isJsonNumber(read.source)
  return lone ? { ...read, value: plainValue(read.source) } : read
}

const unfit = 9

/** How well the kind of thing that was written suits a branch: 0 best; `unfit` when it cannot be meant. */
function rank(node: YamlNode, read: YamlScalar | undefined, option: Schema): number {
  const inner = unwrap(option)
  const def = defOf(inner)
  if (def.type === 'union') return Math.min(...def.options!.map((nested) => rank(node, read, nested)))
  if (def.type === 'any' || def.type === 'unknown' || def.type === 'custom') return 6
  if (node.type === 'list') return ['array', 'tuple', 'set'].includes(def.type) ? 1 : unfit
  if (node.type === 'map') return ['object', 'record', 'intersection', 'map'].includes(def.type) ? 1 : unfit
  return rankScalar(read!, def, option)
}

function rankScalar(read: YamlScalar, def: Def, option: Schema): number {
  const { value, source } = read
  switch (def.type) {
    case 'literal':
    case 'enum':
      return valuesOf(def).some((one) => one === (typeof one === 'string' ? source : value)) ? 0 : 5
    case 'string':
      return 3
    case 'number':
    case 'int':
    case 'bigint':
      // `007` and `1_0` are no numbers to most people: where text fits too, they are text.
      return typeof value !== 'number' ? 7 : isJsonNumber(source) ? 1 : 4
    case 'boolean':
      return typeof value === 'boolean' ? 1 : 7
    default:
      if (def.type !== 'null' && !takesNull(option)) return unfit
      return value === null ? 1 : 7
  }
}
