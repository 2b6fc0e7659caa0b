import fc from 'fast-check'
import { inspect } from 'node:util'
import { describe, expect, test } from 'vitest'
import { plugins } from '../../plugins/index.ts'
import type { Schema } from '../../src/model/plugin.ts'
import type { YamlNode, YamlScalar } from '../../src/model/yaml-node.ts'
import { defOf, type Def } from '../../src/coercion/schema-def.ts'
import { deferredPlugins, schemasIn, type Deferred } from './built-in-schemas.ts'

const deferred = await deferredPlugins()
const { argumentOf, emptyArgument, realOf, fitted, misfit, strict } = deferred
const isDeferred = (value: object): boolean => value instanceof deferred.DeferredSchema
const all = schemasIn(
  deferred.plugins.map(({ actors, matchers, framings, contents }) => ({ actors, matchers, framings, contents })),
  isDeferred,
)
const loadedAtFirst = deferred.usesZod()

const oddities = [
  undefined,
  null,
  true,
  0,
  -1,
  1.5,
  Number.NaN,
  1e300,
  7n,
  '',
  'text',
  '/re/',
  '/(/',
  [],
  [1],
  {},
  { odd: 1 },
  [[]],
]
const texts = [
  'text',
  '/re/',
  '/on (?<port>\\d+)/',
  '',
  '5s',
  '250ms',
  '64KiB',
  'SIGTERM',
  '1..3',
  'red',
  '00 ?? ff',
  '/chat',
  'up',
  'end',
  'é😀',
  '😀',
  '\\n',
  '${a}',
] // oxlint-disable-line no-template-curly-in-string -- as a scenario has it.
const odd = fc.constantFrom<unknown>(...oddities)
/** The first of them is the usual one. */
const placeholders = fc.constantFrom<unknown>(
  ...['${server.port}', '${a}', 'up ${a}', '/${a}/', '${a}1', '$${a}', '${}', '${a}${b}'].flatMap((text, at) =>
    at === 0 ? [text, text, text] : [text],
  ),
  ...oddities.slice(1),
) // oxlint-disable-line no-template-curly-in-string -- as a scenario has it.

/** Values that a schema may take, and now and then one that it does not. */
function valuesFor(schema: Schema, others = odd): fc.Arbitrary<unknown> {
  return fc.oneof(
    { weight: 12, arbitrary: likely(defOf(schema), others) },
    { weight: others === odd ? 1 : 4, arbitrary: others },
  )
}

function likely(def: Def, others: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  const partFor = (part: Schema): fc.Arbitrary<unknown> => valuesFor(part, others)
  const from = (...some: unknown[]): fc.Arbitrary<unknown> => fc.constantFrom(...some)
  switch (def.type) {
    case 'string':
      return fc.oneof(from(...texts), fc.string({ maxLength: 3 }))
    case 'number':
      return fc.oneof(
        from(0, 1, 2, 80, 1000, 65_535, 65_536, -1, 0.5, 2 ** 60, Infinity),
        fc.integer({ max: 5, min: 0 }),
      )
    case 'boolean':
      return fc.boolean()
    case 'enum':
    case 'literal':
      return from(...(def.values ?? Object.values(def.entries!)))
    case 'custom':
      return from('server', '', { name: 'a', facts: {} }, { text: 'a b', words: ['a', 'b'], unclosed: false })
    case 'unknown':
      return others
    case 'union':
      return fc.oneof(...def.options!.map(partFor))
    case 'array':
      return fc.array(partFor(def.element!), { maxLength: 3 })
    case 'tuple':
      return fc.tuple(...def.items!.map(partFor))
    case 'record':
      return fc.dictionary(from('a', '1', '__proto__') as fc.Arbitrary<string>, partFor(def.valueType!), {
        maxKeys: 2,
      })
    case 'object':
      return mapFor(def, partFor)
    default:
      return partFor((def.innerType ?? def.in)!)
  }
}

function mapFor({ shape, catchall }: Def, partFor: (part: Schema) => fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  const entries = Object.entries(shape!)
  const absent = Symbol('absent')
  const keys = entries.map(([, part]) => {
    const rare = Math.max(1, Math.floor(entries.length / 2))
    const [left, written] = ['optional', 'default'].includes(defOf(part).type) ? [rare, 1] : [1, 12]
    return fc.oneof({ weight: left, arbitrary: fc.constant(absent) }, { weight: written, arbitrary: partFor(part) })
  })
  const others = fc.oneof(
    { weight: 9, arbitrary: fc.constant({}) },
    {
      weight: catchall === undefined || defOf(catchall).type === 'never' ? 1 : 9,
      arbitrary: fc.constant({ more: 'text' }),
    },
  )
  return fc.tuple(others, ...keys).map(([more, ...values]) => ({
    ...Object.fromEntries(entries.flatMap(([key], at) => (values[at] === absent ? [] : [[key, values[at]]]))),
    ...more,
  }))
}

const span = { file: 'x.yaml', start: 0, end: 0 }

/** A value as somebody writes it, each scalar at a place of its own. */
function nodeOf(value: unknown): YamlNode {
  if (Array.isArray(value)) return { type: 'list', items: value.map(nodeOf), span }
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value).map(([key, part]) => ({ key, keySpan: span, value: nodeOf(part) }))
    return { type: 'map', entries, span }
  }
  const plain = typeof value !== 'string'
  const source = value === null || value === undefined ? '' : String(value)
  return { type: 'scalar', value: plain && source === '' ? null : (value as YamlScalar['value']), source, plain, span }
}

const shown = (value: unknown): string => inspect(value, { depth: null })

/** What the definition says about a value, and what zod says. */
function answers(
  schema: Schema,
  value: unknown,
): { readonly ours: string; readonly zods: string; readonly fits: boolean } {
  const answer = realOf(schema).safeParse(value)
  const zods = answer.success ? shown(answer.data) : 'misfit'
  try {
    const data = fitted(schema, value)
    return { ours: data === misfit ? 'misfit' : shown(data), zods, fits: data !== misfit }
  } catch {
    // What zod alone knows is asked of it.
    return { ours: zods, zods, fits: false }
  }
}

describe('schemas of the built-in plugins', () => {
  test('are made without zod', () => {
    expect(all.size).toBeGreaterThan(40)
    expect(loadedAtFirst).toBe(false)
  })

  test.each([...all])('a value fits as it does in zod: %s', (_, schema) => {
    let fitting = 0
    const both = [schema, strict(schema)]
    const property = fc.property(valuesFor(schema), fc.constantFrom(...both), (value, asked) => {
      const { ours, zods, fits } = answers(asked, value)
      fitting += Number(fits)
      expect(ours).toBe(zods)
    })
    fc.assert(property, { numRuns: 300, seed: 10 })
    for (const value of oddities)
      for (const asked of both) {
        const { ours, zods } = answers(asked, value)
        expect(ours).toBe(zods)
      }
    expect(fitting).toBeGreaterThan(5)
  })

  test.each([...all])('what does not fit is answered by zod: %s', (_, schema) => {
    for (const value of oddities) {
      const answer = schema.safeParse(value)
      const real = realOf(schema).safeParse(value)
      expect(answer.success).toBe(real.success)
      if (!answer.success && !real.success) expect(answer.error.issues).toEqual(real.error.issues)
    }
  })

  test.each([...all])('what is written is read as with zod: %s', (_, schema) => {
    const written = valuesFor(schema, placeholders).map(nodeOf)
    const property = fc.property(written, (node) => {
      expect(shown(argumentOf(node, schema))).toBe(shown(argumentOf(node, realOf(schema))))
    })
    fc.assert(property, { numRuns: 300, seed: 10 })
    expect(shown(emptyArgument(span, schema))).toBe(shown(emptyArgument(span, realOf(schema))))
  })

  const real = schemasIn(
    plugins.map(({ actors, matchers, framings, contents }) => ({ actors, matchers, framings, contents })),
    (value) => '_zod' in value,
  )

  test('have the definitions that zod gives them', () => {
    expect([...all.keys()]).toEqual([...real.keys()])
    for (const [way, schema] of all) {
      const theirs = [defined(real.get(way)!), defined(realOf(schema)), defined(realOf(strict(schema)))]
      expect([defined(schema), defined(schema), defined(strict(schema))]).toEqual(theirs)
    }
  })
})

/** Forms that the built-in plugins do not happen to have. */
const forms: Readonly<Record<string, (z: Deferred['zod']) => unknown>> = {
  'a part of any value is missed': (z) => z.strictObject({ a: z.unknown() }),
  'what is left out of a union': (z) => z.object({ a: z.union([z.string().optional(), z.number()]) }),
  'a default in an optional part': (z) =>
    z.object({ a: z.int().default(1).optional(), b: z.int().optional().default(2) }),
  'a default of a union': (z) => z.object({ a: z.union([z.int().default(1), z.string()]) }),
  'a default that is refined': (z) =>
    z.object({
      a: z
        .int()
        .default(1)
        .refine((value) => value > 1)
        .optional(),
    }),
  'nothing or nothing': (z) => z.object({ a: z.string().nullish(), b: z.int().nullish().default(3) }),
  'what is made of an absent part': (z) =>
    z.object({
      a: z
        .string()
        .optional()
        .transform((value) => value),
    }),
  'a transformation that complains': (z) =>
    z.string().transform((value, context) => {
      if (value.length < 2) context.addIssue('short')
      return value.length
    }),
  'characters of two units': (z) => z.string().min(2).max(3),
  'more than two parts': (z) => z.object({ more: z.int().optional() }).catchall(z.string().optional()),
  'parts of a list that may be left out': (z) => z.tuple([z.string(), z.int().optional()]),
  'names that are checked': (z) => z.record(z.string().min(2), z.int()),
}

describe('other forms', () => {
  test.each(Object.entries(forms))('%s', (_, make) => {
    const schema = make(deferred.zod) as Schema
    expect(isDeferred(schema)).toBe(true)
    const property = fc.property(valuesFor(schema), (value) => {
      const { ours, zods } = answers(schema, value)
      expect(ours).toBe(zods)
      expect(shown(schema.safeParse(value))).toBe(shown(realOf(schema).safeParse(value)))
    })
    fc.assert(property, { numRuns: 500, seed: 10 })
  })
})

/** What is read of a definition besides whether values fit. */
function defined(schema: Schema): unknown {
  const { type, values, entries, checks = [], items, options, ...def } = defOf(schema)
  const marks = Object.getOwnPropertySymbols(schema).map((mark) => [String(mark), Reflect.get(schema, mark) as unknown])
  const shape = def.shape && Object.fromEntries(Object.entries(def.shape).map(([key, part]) => [key, defined(part)]))
  const parts = [def.catchall, def.element, def.keyType, def.valueType, def.rest, def.innerType, def.in, def.out]
  return {
    type,
    values,
    entries,
    checks: checks.length,
    marks: marks.sort(),
    shape,
    items: items?.map(defined),
    options: options?.map(defined),
    parts: parts.map((part) => (part ? defined(part) : undefined)),
  }
}
