import { describe, expect, it } from 'vitest'
import * as z from 'zod'
import { actorReferences, eventsAsked, filesAsked } from '../../src/coercion/names-asked.ts'
import { rolesIn } from '../../src/coercion/roles-in.ts'
import { actorRef, eventName, filePath, text } from '../../src/coercion/schemas.ts'
import type { Schema } from '../../src/model/plugin.ts'
import type { YamlNode } from '../../src/model/yaml-node.ts'

const roles = (schema: object): unknown[] => [...rolesIn(schema as Schema)].filter((role) => role !== undefined).sort()

describe('the roles in a schema', () => {
  it.each([
    ['text', text(), ['text']],
    ['a map', z.object({ to: actorRef().optional(), n: z.number() }), ['actor']],
    ['a list in a union', z.union([z.number(), z.array(filePath('a file'))]), ['file']],
    ['a tuple with a rest', z.tuple([eventName()]).rest(actorRef()), ['actor', 'event']],
    ['a record behind a default', z.record(z.string(), eventName()).default({}), ['event']],
    ['both sides', z.intersection(z.object({ a: eventName() }), z.object({ b: filePath('b') })), ['event', 'file']],
    ['other keys', z.object({}).catchall(actorRef()), ['actor']],
    ['what comes behind a preprocess', z.preprocess((value) => value, z.object({ a: actorRef() })), ['actor']],
    ['none', z.object({ a: z.boolean() }), []],
  ])('%s', (_, schema, wanted) => expect(roles(schema)).toEqual(wanted))

  it('holds for a schema that holds itself', () => {
    const tree: z.ZodType = z.object({ on: eventName(), more: z.lazy(() => z.array(tree)).optional() })
    expect(roles(tree)).toEqual(['event'])
  })
})

it('finds names deep inside, and none of another role', () => {
  const span = { file: 'f', start: 0, end: 1 }
  const scalar = (source: string): YamlNode => ({ type: 'scalar', value: source, source, plain: true, span })
  const schema = z.object({ in: z.union([z.array(z.object({ to: actorRef() })), text()]) }) as unknown as Schema
  const to: YamlNode = { type: 'map', entries: [{ key: 'to', keySpan: span, value: scalar('server') }], span }
  const list: YamlNode = { type: 'list', items: [to], span }
  const node: YamlNode = { type: 'map', entries: [{ key: 'in', keySpan: span, value: list }], span }
  expect(actorReferences(node, schema).map(({ name }) => name)).toEqual(['server'])
  expect([...eventsAsked(node, schema), ...filesAsked(node, schema)]).toEqual([])
})
