import { describe, expect, it } from 'vitest'
import type { Schema } from '../../src/model/plugin.ts'
import type { YamlNode } from '../../src/model/yaml-node.ts'
import * as z from 'zod'
import { actorRef, duration, size, text } from '../../src/plugin.ts'
import { argumentOf, emptyArgument, plainArgument, resolve } from '../../src/coercion/argument.ts'
import { actorReferences } from '../../src/coercion/names-asked.ts'
import { placeholdersOf } from '../../src/coercion/placeholders.ts'
import { readDocument } from '../../src/scenario/read.ts'

function written(yaml: string): YamlNode {
  const read = readDocument(new TextEncoder().encode(yaml), '/f', 'f')
  if ('problems' in read) throw new Error(read.problems[0]?.message)
  return read.document.root
}
const valueOf = (yaml: string, schema: Schema): unknown => {
  const { argument, problems } = argumentOf(written(yaml), schema)
  return problems.length > 0 ? problems.map((problem) => problem.code) : argument.value?.parsed
}
const messages = (yaml: string, schema: Schema, shorthand?: string): string[] =>
  argumentOf(written(yaml), schema, shorthand).problems.map(
    ({ code, span, message }) => `${code} “${yaml.slice(span!.start, span!.end)}” ${message}`,
  )
const fill = (values: Record<string, string>) => (placeholder: { readonly name: string }) => values[placeholder.name]!
const refer = (name: string) => ({ name, facts: { port: 1 } })

describe('text is what is written', () => {
  it.each(['007', '1.0', '1e3', 'yes', '~', 'null', 'true', '0x1F', '.5', '12:30', '2026-01-01'])('%s', (source) => {
    expect(valueOf(`a: ${source}`, z.object({ a: z.string() }))).toEqual({ a: source })
    expect(valueOf(`a: [${source}]`, z.object({ a: z.array(text()) }))).toEqual({ a: [source] })
    expect(valueOf(`a: { b: ${source} }`, z.object({ a: z.record(z.string(), text()) }))).toEqual({ a: { b: source } })
    expect(valueOf(`a: ${source}`, z.object({ a: z.lazy(() => z.string().optional()) }))).toEqual({ a: source })
    expect(
      valueOf(
        `a: ${source}`,
        z.object({
          a: z
            .string()
            .default('x')
            .transform((value) => value),
        }),
      ),
    ).toEqual({ a: source })
  })

  it('is a number where a number is wanted, and nothing where nothing stands is no text', () => {
    expect(valueOf('a: 9000', z.object({ a: z.number() }))).toEqual({ a: 9000 })
    expect(valueOf('a: "9000"', z.object({ a: z.number() }))).toEqual(['wrong-type'])
    expect(valueOf('a:', z.object({ a: z.string() }))).toEqual(['missing-text'])
    expect(valueOf('a: ""', z.object({ a: z.string() }))).toEqual({ a: '' })
    expect(valueOf('a: 5s', z.object({ a: duration() }))).toEqual({ a: 5000 })
    expect(valueOf('a: ~', z.object({ a: z.string().nullable() }))).toEqual({ a: null })
    expect(valueOf('a: yes', z.object({ a: z.boolean() }))).toEqual(['wrong-type'])
    expect(valueOf('a: 7', z.object({ a: z.preprocess((value) => value, z.string()) }))).toEqual({ a: '7' })
  })
})

describe('unions take the branch that fits', () => {
  const either = z.union([z.string(), z.number()])
  it.each([
    ['6', either, 6],
    ['"6"', either, '6'],
    ['007', either, '007'],
    ['1e3', either, 1000],
    ['007', z.union([z.number(), z.boolean()]), 7],
    ['yes', z.union([z.boolean(), z.string()]), 'yes'],
    ['true', z.union([z.string(), z.boolean()]), true],
    ['~', z.union([z.string(), z.null()]), null],
    ['all', z.union([z.number(), z.enum(['all', 'none'])]), 'all'],
    ['80', z.union([z.literal('80'), z.number()]), '80'],
    ['[1, x]', z.union([z.string(), z.array(text())]), ['1', 'x']],
    ['{ b: 1 }', z.union([z.object({ a: z.number().optional() }), z.object({ b: z.number().optional() })]), { b: 1 }],
    ['{ b: 007 }', z.union([z.object({ a: text() }), z.union([z.object({ b: text() }), z.string()])]), { b: '007' }],
    [
      '{ kind: b, n: 1 }',
      z.discriminatedUnion('kind', [
        z.object({ kind: z.literal('a') }),
        z.object({ kind: z.literal('b'), n: z.number() }),
      ]),
      { kind: 'b', n: 1 },
    ],
    ['1.0', z.json(), 1],
    ['{ a: [1, x, null] }', z.any(), { a: [1, 'x', null] }],
    ['5s', z.union([duration(), z.number()]), 5000],
  ])('%s', (yaml, schema, value) => expect(valueOf(yaml, schema)).toEqual(value))
})

describe('complaints have places', () => {
  const port = z.object({
    port: z.number().int().max(65_535).optional(),
    rows: z.enum(['all', 'none']).optional(),
    in: z.object({ to: z.string() }).optional(),
    list: z.array(z.number()).optional(),
  })
  it.each([
    ['port: 70000', ['invalid-value “70000” “port” is “70000”: expected at most 65535']],
    ['port: x', ['wrong-type “x” “port” is “x”: expected a number']],
    ['port: 1.5', ['wrong-type “1.5” “port” is “1.5”: expected a whole number']],
    ['prot: 1', ['unknown-key “prot” “prot” is not known here']],
    ['rows: al', ['invalid-value “al” “rows” is “al”: expected all or none']],
    ['in: {}', ['missing-key “{}” “to” is missing']],
    ['in: { to: }', ['missing-text “to” “to” has no text']],
    ['in: { to: [a] }', ['wrong-type “[a]” “to” is a list: expected text']],
    [
      'list: [1, x, 3, y]',
      ['wrong-type “x” “list” is “x”: expected a number', 'wrong-type “y” “list” is “y”: expected a number'],
    ],
    [
      '{ prot: 1, rows: x }',
      ['invalid-value “x” “rows” is “x”: expected all or none', 'unknown-key “prot” “prot” is not known here'],
    ],
    ['text', ['wrong-type “text” expected a map, not “text”']],
  ])('%s', (yaml, problems) => expect(messages(yaml, port)).toEqual(problems))

  it('speaks for the branch of a union that fits best', () => {
    const stop = z.object({ stop: z.union([text(), z.object({ signal: text(), grace: duration() })]) })
    expect(messages('stop: { signal: SIGTERM, grace: soon }', stop)).toEqual([
      'invalid-value “soon” “grace” is “soon”: expected a duration such as 250ms, 5s or 2m',
    ])
    expect(messages('stop: { signal: SIGTERM, grave: 5s }', stop)).toEqual([
      'unknown-key “grave” “grave” is not known here',
    ])
    const ready = z.object({ ready: z.union([text(), z.object({ text: text() }), z.object({ port: z.number() })]) })
    expect(messages('ready: { prt: 80 }', ready)).toEqual(['unknown-key “prt” “prt” is not known here'])
    expect(messages('ready: {}', ready)).toEqual(['missing-key “{}” “text” is missing'])
    expect(messages('stop: [a]', stop)).toEqual(['wrong-type “[a]” “stop” is a list: expected text or a map'])
  })

  it('spells a shorthand out before it looks', () => {
    const schema = z.object({ to: actorRef(), port: z.number().optional() })
    expect(argumentOf(written('server'), schema, 'to').argument.value).toEqual({ parsed: { to: 'server' } })
    expect(messages('x', z.object({ port: z.number() }), 'port')).toEqual([
      'wrong-type “x” “port” is “x”: expected a number',
    ])
  })

  it('does not fall over a schema that throws', () => {
    const bad = z.string().transform(() => {
      throw new Error('bug')
    })
    expect(valueOf('a', bad)).toEqual(['plugin-error'])
  })
})

describe('what a placeholder does not excuse', () => {
  const place = z
    .object({ to: text().optional(), port: z.int().min(1).optional(), path: text().optional() })
    .refine(({ to, port, path }) => [to, port, path].filter((each) => each !== undefined).length === 1, 'one of them')
  const range = z.object({ from: z.int(), to: z.int() }).refine(({ from, to }) => from <= to, 'upside down')
  const same = z.object({ a: text(), b: text() }).refine(({ a, b }) => a === b, 'not the same')

  it.each<[string, Schema, string[]]>([
    ['{ a: "${x}", b: foo }', z.record(z.string(), z.number()), ['wrong-type “foo” “b” is “foo”: expected a number']],
    ['["${x}", foo]', z.union([z.array(z.number()), z.string()]), ['wrong-type “foo” expected a number, not “foo”']],
    [
      '{ a: "${x}", b: foo }',
      z.object({ a: text(), b: z.int() }),
      ['wrong-type “foo” “b” is “foo”: expected a number'],
    ],
    ['{ to: server, port: "${p}" }', place, ['invalid-value “{ to: server, port: "${p}" }” a map: one of them']],
    ['{ to: server, path: "${p}" }', place, ['invalid-value “{ to: server, path: "${p}" }” a map: one of them']],
    ['{ port: "${p}" }', place, []],
    ['{ from: "${p}", to: 5 }', range, []],
    ['{ a: "${p}", b: 5 }', same, []],
    ['{ a: "${p}", b: xyz }', same, []],
    ['{ a: "${l}" }', z.object({ a: z.array(text()) }), ['wrong-type “"${l}"” “a” is “${l}”: expected a list']],
    ['{ a: "${l}" }', z.object({ a: z.object({}) }), ['wrong-type “"${l}"” “a” is “${l}”: expected a map']],
    ['{ a: "${n}" }', z.object({ a: z.int() }), []],
    ['{ a: "1${n}" }', z.object({ a: z.int() }), []],
    [
      '{ a: "port ${n}" }',
      z.object({ a: z.int() }),
      ['wrong-type “"port ${n}"” “a” is “port ${n}”: expected a number'],
    ],
    ['{ a: "${n}" }', z.object({ a: z.boolean() }), []],
    [
      '{ a: "not ${n}" }',
      z.object({ a: z.boolean() }),
      ['wrong-type “"not ${n}"” “a” is “not ${n}”: expected true or false'],
    ],
    ['{ a: "up${n}" }', z.object({ a: z.enum(['up', 'upper']) }), []],
    ['{ a: "${n}per" }', z.object({ a: z.enum(['up', 'upper']) }), []],
    [
      '{ a: "${n}own" }',
      z.object({ a: z.enum(['up', 'upper']) }),
      ['invalid-value “"${n}own"” “a” is “${n}own”: expected up or upper'],
    ],
    ['{ a: "${n}KiB" }', z.object({ a: z.union([z.int(), size()]) }), []],
    ['{ kind: "${k}", a: 1 }', z.discriminatedUnion('kind', [z.object({ kind: z.literal('q'), a: z.number() })]), []],
  ])('%s', (yaml, schema, wanted) => expect(messages(yaml, schema)).toEqual(wanted))
})

describe('placeholders', () => {
  const schema = z.object({
    port: z.number().max(65_535),
    name: text().optional(),
    wait: duration().optional(),
    pick: z.union([z.object({ a: z.number() }), z.number()]).optional(),
  })

  it('stand for anything in a check, while all else is validated', () => {
    expect(argumentOf(written('{ port: "${p}", wait: "${w}", pick: { a: "${a}" } }'), schema)).toMatchObject({
      problems: [],
      argument: { placeholders: [{ name: 'p' }, { name: 'w' }, { name: 'a' }] },
    })
    expect(argumentOf(written('{ port: "${p}" }'), schema).argument.value).toBeUndefined()
    expect(messages('{ port: "${p}", name: [], nam: x, pick: { a: x } }', schema)).toEqual([
      'wrong-type “[]” “name” is a list: expected text',
      'wrong-type “x” “a” is “x”: expected a number',
      'unknown-key “nam” “nam” is not known here',
    ])
  })

  it('are filled at run time, and a plain scalar is read again', () => {
    const plain = argumentOf(written('port: ${p}\nname: n${p}\nwait: ${w}'), schema).argument
    expect(resolve(plain, schema, fill({ p: '9000', w: '2s' }))).toEqual({
      value: { port: 9000, name: 'n9000', wait: 2000 },
    })
    expect(resolve(plain, schema, fill({ p: 'x', w: '2s' }))).toMatchObject({ problems: [{ code: 'wrong-type' }] })
    expect(resolve(plain, schema, fill({ p: '007', w: '2s' }))).toMatchObject({ value: { port: 7, name: 'n007' } })
    expect(resolve(plain, schema, fill({ p: '', w: '2s' }))).toMatchObject({ problems: [{ code: 'wrong-type' }] })
  })

  it('lets what fill throws pass, and says when a placeholder stands in a regex', () => {
    const argument = argumentOf(written('- a ${x}\n- /a ${x}/i'), z.array(text())).argument
    const seen: boolean[] = []
    resolve(argument, z.array(text()), (_, inRegex) => (seen.push(inRegex), 'v'))
    expect(seen).toEqual([false, true])
    expect(() =>
      resolve(argument, z.array(text()), () => {
        throw new Error('none')
      }),
    ).toThrow('none')
  })

  it('are literal behind a second dollar', () => {
    expect(valueOf('a: cost $${x}', z.object({ a: text() }))).toEqual({ a: 'cost ${x}' })
    expect(plainArgument(written('{ a: 1, b: "$${x}" }')).value).toEqual({ parsed: { a: 1, b: '${x}' } })
  })

  it.each([
    'a: x ${p} y',
    'a: "x ${p} y"',
    'a: |\n   x\n   ${p}\n',
    'a: "\\t\\t${p}"',
    "a: 'it''s ${p}'",
    'a: >\n  x\n  y ${p}',
    '- [1, "${p}"]',
  ])('have a place in %j', (yaml) => {
    const [placeholder] = placeholdersOf(written(yaml))
    expect(yaml.slice(placeholder!.span.start, placeholder!.span.end)).toBe('${p}')
  })
})

describe('actors in options', () => {
  const schema = z.object({
    to: z.union([actorRef(), z.array(actorRef())]).optional(),
    host: text().optional(),
    deep: z.object({ via: actorRef() }).optional(),
  })
  it('are found wherever they stand, with their places', () => {
    expect(
      actorReferences(written('{ to: [a, b], host: c, deep: { via: 7 } }'), schema).map((each) => each.name),
    ).toEqual(['a', 'b', '7'])
    expect(actorReferences(written('{ to: "${x}" }'), schema)).toEqual([])
    expect(actorReferences(written('{ to: a }'), schema)).toMatchObject([{ name: 'a', span: { start: 6, end: 7 } }])
  })
  it('is not what a map is taken for, however many of its values are wrong', () => {
    const pair = z.union([actorRef(), z.strictObject({ a: z.enum(['x']).optional(), b: z.enum(['y']).optional() })])
    const wrong = (yaml: string) => argumentOf(written(yaml), pair).problems.map(({ message }) => message)
    expect(wrong('{ a: 1 }')).toEqual(['“a” is “1”: expected x'])
    expect(wrong('{ a: 1, b: 2 }')).toEqual(['“a” is “1”: expected x', '“b” is “2”: expected y'])
    expect(wrong('[a]')).toEqual(['expected a map, not a list'])
  })
  it('can be stood in for', () => {
    const argument = argumentOf(written('{ to: a, host: h }'), schema).argument
    expect(resolve(argument, schema, () => '', undefined, refer)).toEqual({
      value: { to: { name: 'a', facts: { port: 1 } }, host: 'h' },
    })
  })
})

describe('emptyArgument', () => {
  it.each([z.undefined(), z.null(), z.object({}), z.any(), z.object({ a: text().optional() })])(
    'finds what stands for nothing',
    (schema) => {
      expect(emptyArgument({ file: '/f', start: 0, end: 1 }, schema).problems).toEqual([])
    },
  )
  it('says what is missing where something is wanted', () => {
    expect(emptyArgument({ file: '/f', start: 0, end: 1 }, z.object({ n: z.number() })).problems).toMatchObject([
      { code: 'missing-key' },
    ])
  })
})
