import type { Schema } from '../../model/plugin.ts'
import type { Written, WrittenScalar } from '../../model/written.ts'
import { exactNumber } from '../../text/exact-json.ts'
import { isJsonNumber, plainValue } from '../../text/plain.ts'
import { splitWords } from '../../text/words.ts'
import { roleOf } from '../schemas.ts'
import type { Words } from '../schemas.ts'
import { defOf, takesNull, unwrap } from './schema-def.ts'
import type { Def } from './schema-def.ts'
import { fits } from './fits.ts'

/** Reads a scalar before it is shaped: fills its holes, or lets them stand. */
export type Reading = (scalar: WrittenScalar) => WrittenScalar

/** What to do on the way: `lenient` lets holes stand for any value; `refer` stands in for the name of an actor. */
export interface Shaping {
  readonly read: Reading
  readonly lenient: boolean
  readonly refer?: (name: WrittenScalar, schema: Schema) => unknown
}

/** The value that a written tree has for a schema: text as it is written where text is wanted, numbers where numbers are. */
export function shape(written: Written, schema: Schema, how: Shaping): unknown {
  if (written.type === 'scalar' && written.value === null && written.plain && takesNull(schema)) return null
  const inner = unwrap(schema)
  const def = defOf(inner)
  if (def.type === 'union') return branch(written, def.options!, how)
  if (written.type === 'scalar') {
    if (roleOf(inner) === 'words') return wordsOf(written, how)
    return scalar(how.read(written), inner, def, how)
  }
  if (written.type === 'list') {
    if (def.type === 'array') return written.items.map((item) => shape(item, def.element!, how))
    if (def.type === 'tuple') {
      return written.items.map((item, index) => {
        const wanted = def.items![index] ?? def.rest
        return wanted ? shape(item, wanted, how) : native(item, how.read)
      })
    }
    return native(written, how.read)
  }
  if (def.type === 'intersection') {
    const right = shape(written, def.right!, how) as object
    return { ...right, ...pick(shape(written, def.left!, how) as object, unwrap(def.left!)) }
  }
  const schemaOf = mapSchema(def)
  if (schemaOf === undefined) return native(written, how.read)
  const object: Record<string, unknown> = {}
  for (const { key, value } of written.entries) {
    const wanted = schemaOf(key)
    put(object, key, wanted === undefined ? native(value, how.read) : shape(value, wanted, how))
  }
  return object
}

/** A command is split as it is written, and only then are its holes filled in, word by word. */
function wordsOf(written: WrittenScalar, how: Shaping): unknown {
  const { source } = written
  if (written.plain && source === '') return null
  const { words, unclosed } = splitWords(source)
  const word = (text: string): string => how.read(wordIn(written, text)).source
  return { text: how.read(written).source, words: words.map(word), unclosed } satisfies Words
}

/** One word of a scalar: places within it can no longer be told. */
const wordIn = ({ span }: WrittenScalar, source: string): WrittenScalar => ({
  type: 'scalar',
  value: source,
  source,
  plain: false,
  dollars: [],
  span,
})

/** What YAML makes of a scalar; a whole number that would be rounded is a bigint. */
export function exactValue({ value, source, plain }: WrittenScalar): unknown {
  return plain && typeof value === 'number' && /^[-+]?\d+$/.test(source) ? exactNumber(source.replace('+', '')) : value
}

/** What YAML itself makes of it, for schemas that take anything. */
export function native(written: Written, read: Reading): unknown {
  if (written.type === 'scalar') return exactValue(read(written))
  if (written.type === 'list') return written.items.map((item) => native(item, read))
  const object: Record<string, unknown> = {}
  for (const { key, value } of written.entries) put(object, key, native(value, read))
  return object
}

function put(object: Record<string, unknown>, key: string, value: unknown): void {
  if (key === '__proto__')
    Object.defineProperty(object, key, { value, enumerable: true, configurable: true, writable: true })
  else object[key] = value
}

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

function scalar(read: WrittenScalar, schema: Schema, def: Def, how: Shaping): unknown {
  const nothing = read.plain && read.source === ''
  switch (def.type) {
    case 'string':
    case 'template_literal':
      if (how.refer !== undefined && roleOf(schema) === 'event') how.refer(read, schema)
      return nothing ? null : read.source
    case 'custom':
      if (how.refer !== undefined) return how.refer(read, schema)
      return nothing ? null : roleOf(schema) === 'actor' ? read.source : read.value
    case 'literal':
    case 'enum': {
      const values = def.values ?? Object.values(def.entries!)
      if (values.some((value) => typeof value === 'string' && value === read.source)) return read.source
      return values.some((value) => typeof value !== 'string') ? read.value : nothing ? null : read.source
    }
    case 'bigint':
      return typeof read.value === 'number' && /^[-+]?\d+$/.test(read.source) ? BigInt(read.source) : read.value
    case 'number':
    case 'int':
    case 'boolean':
      // Between braces a `${hole}` must be quoted, which says nothing about what it holds.
      return read.filled === true && typeof read.value === 'string' ? plainValue(read.value) : read.value
    default:
      return exactValue(read)
  }
}

/** The branch of a union that fits: the most specific first, and when none does the one with the fewest complaints. */
function branch(written: Written, options: readonly Schema[], how: Shaping): unknown {
  const scalarRead = written.type === 'scalar' ? unquoted(written, how.read(written)) : undefined
  const ranked = options
    .map((option) => ({ option, rank: rank(written, scalarRead, option) }))
    .sort((a, b) => a.rank - b.rank)
  let best: { readonly value: unknown; readonly complaints: number } | undefined
  for (const { option, rank } of ranked) {
    if (best !== undefined && rank === unfit) break
    const value = shape(written, option, how)
    const complaints = fits(option, value, written, how.lenient)
    if (complaints === 0) return value
    if (best === undefined || complaints < best.complaints) best = { value, complaints }
  }
  return best?.value
}

/** Between braces a lone `${hole}` must be quoted, which says nothing about what it holds: where a number fits, it may be one. */
function unquoted({ source, plain }: WrittenScalar, read: WrittenScalar): WrittenScalar {
  const lone = read.filled === true && !plain && /^\$\{[^{}]*\}$/.test(source) && isJsonNumber(read.source)
  return lone ? { ...read, value: plainValue(read.source) } : read
}

const unfit = 9

/** How well the kind of thing that was written suits a branch: 0 best; `unfit` when it cannot be meant. */
function rank(written: Written, read: WrittenScalar | undefined, option: Schema): number {
  const inner = unwrap(option)
  const def = defOf(inner)
  if (def.type === 'union') return Math.min(...def.options!.map((nested) => rank(written, read, nested)))
  if (def.type === 'any' || def.type === 'unknown' || def.type === 'custom') return 6
  if (written.type === 'list') return ['array', 'tuple', 'set'].includes(def.type) ? 1 : unfit
  if (written.type === 'map') return ['object', 'record', 'intersection', 'map'].includes(def.type) ? 1 : unfit
  return rankScalar(read!, def, option)
}

function rankScalar(read: WrittenScalar, def: Def, option: Schema): number {
  const { value, source } = read
  if (def.type === 'literal' || def.type === 'enum') {
    const values = def.values ?? Object.values(def.entries!)
    return values.some((one) => (typeof one === 'string' ? one === source : one === value)) ? 0 : 5
  }
  if (def.type === 'string') return 3
  // `007` and `1_0` are no numbers to most people: where text fits too, they are text.
  if (def.type === 'number' || def.type === 'int' || def.type === 'bigint')
    return typeof value !== 'number' ? 7 : isJsonNumber(source) ? 1 : 4
  if (def.type === 'boolean') return typeof value === 'boolean' ? 1 : 7
  if (def.type === 'null' || takesNull(option)) return value === null ? 1 : 7
  return unfit
}
