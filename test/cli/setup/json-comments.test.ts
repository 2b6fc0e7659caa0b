import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parse } from 'jsonc-parser'
import { addToMap } from '../../../src/cli/setup/json-comments.ts'

const add = (text: string): string | undefined => addToMap(text, 'k', 'n', 'v')
const value = (text: string | undefined): unknown => parse(text ?? 'null')

describe('an entry is added to a map of a JSON file', () => {
  test.each([
    ['', { k: { n: 'v' } }],
    ['{}', { k: { n: 'v' } }],
    ['{ }\n', { k: { n: 'v' } }],
    ['{"a":1}', { a: 1, k: { n: 'v' } }],
    ['{ "a": 1, // one\n  /* k */ "b": "{ // }", }', { a: 1, b: '{ // }', k: { n: 'v' } }],
    ['{ "k": {} }', { k: { n: 'v' } }],
    ['{ "k": { "m": 1 } }', { k: { m: 1, n: 'v' } }],
    ['{\n  "a": { "k": {} },\n  // "k": {}\n  "k": {\n    "m": 1,\n  },\n}', { a: { k: {} }, k: { m: 1, n: 'v' } }],
    ['{ // all\n}', { k: { n: 'v' } }],
    ['{\r\n  "a": 1\r\n}\r\n', { a: 1, k: { n: 'v' } }],
  ])('%j', (text, wanted) => {
    expect(value(add(text))).toEqual(wanted)
  })

  test('everything else stays where it was', () => {
    expect(add('{\n  // mine\n  "a": 1, // one\n}\n')).toBe(
      '{\n  "k": {\n    "n": "v"\n  },\n  // mine\n  "a": 1, // one\n}\n',
    )
    expect(add('{\n\t"k": { "m": 1 }\n}')).toBe('{\n\t"k": {\n\t\t"n": "v",\n\t\t"m": 1\n\t}\n}')
    expect(add('{\r\n  "a": 1\r\n}')).toBe('{\r\n  "k": {\r\n    "n": "v"\r\n  },\r\n  "a": 1\r\n}')
  })

  test('what is there already is left as it is', () => {
    const text = '{ "k": { "n": "other" } }'
    expect(add(text)).toBe(text)
  })

  test.each(['[]', '5', '{', '{ "k": 1 }', '{ "k": null }', '{ "k": [] }', '{ a: 1 }'])(
    '%s cannot be understood',
    (text) => {
      expect(add(text)).toBeUndefined()
    },
  )

  test('whatever the file holds', () => {
    const files = fc.dictionary(fc.string(), fc.jsonValue())
    const spaces = fc.constantFrom(undefined, 2, '\t')
    fc.assert(
      fc.property(files, spaces, (file, space) => {
        const map = Object.hasOwn(file, 'k') ? file['k'] : {}
        fc.pre(typeof map === 'object' && map !== null && !Array.isArray(map) && !Object.hasOwn(file, '__proto__'))
        const added = JSON.parse(add(JSON.stringify(file, undefined, space)) ?? 'null')
        expect(added).toEqual({ ...JSON.parse(JSON.stringify(file)), k: { n: 'v', ...map } })
      }),
    )
  })
})
