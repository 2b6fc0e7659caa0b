import { expect, test } from 'vitest'
import * as z from 'zod'
import { plainArgument, resolve } from '../../src/coercion/argument.ts'
import { textTaken } from '../../src/coercion/text-taken.ts'
import type { Schema } from '../../src/model/plugin.ts'
import type { YamlNode } from '../../src/model/yaml-node.ts'
import { text, textOrRegex } from '../../src/plugin.ts'

const pattern = () => z.union([textOrRegex(), z.strictObject({ text: text() })]) as unknown as Schema

test('text and patterns are taken as they are written; what checks its text is not', () => {
  expect(textTaken(text() as unknown as Schema)).toBe('any')
  expect(textTaken(pattern())).toBe('pattern')
  expect(textTaken(textOrRegex() as unknown as Schema)).toBe('pattern')
  expect(textTaken(text().meta({ examples: ['a'] }) as unknown as Schema)).toBe('any')
  for (const schema of [
    text().min(2),
    z.email(),
    z.union([z.number(), textOrRegex()]),
    z.union([z.string(), z.object({})]),
  ])
    expect(textTaken(schema as unknown as Schema)).toBe('none')
})

test.each([
  ['${v}', '7', { value: '7' }],
  ['${v}', 'null', { value: 'null' }],
  ['a $${v} ${v}', 'b', { value: 'a ${v} b' }],
  ['${v}', '', { value: '' }],
  ['/a${v}/', 'b', { value: '/ab/' }],
  ['/a(${v}/', 'b', { problems: [{ code: 'invalid-regex' }] }],
])('a pattern %j with %j is %j', (source, value, expected) => {
  const node: YamlNode = { type: 'scalar', value: source, source, plain: true, span: { file: '/f', start: 0, end: 1 } }
  expect(resolve(plainArgument(node), pattern(), () => value)).toMatchObject(expected)
})
