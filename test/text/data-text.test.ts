import fc from 'fast-check'
import { expect, test } from 'vitest'
import { dataFrom, dataText } from '../../src/text/data-text.ts'

const leaf = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.double(),
  fc.boolean(),
  fc.constant(null),
  fc.bigInt(),
  fc.uint8Array(),
)
const name = fc.oneof(fc.string(), fc.constantFrom('$map', '$set', '$object', '__proto__', 'constructor'))
const { data } = fc.letrec((tie) => ({
  data: fc.oneof({ maxDepth: 4 }, leaf, tie('list'), tie('object'), tie('map'), tie('set')),
  list: fc.array(tie('data'), { maxLength: 4 }),
  object: fc
    .uniqueArray(fc.tuple(name, tie('data')), { selector: ([key]) => key, maxLength: 4 })
    .map(Object.fromEntries),
  map: fc
    .array(fc.tuple(leaf, tie('data')), { maxLength: 4 })
    .map((entries) => new Map(entries as [unknown, unknown][])),
  set: fc.array(leaf, { maxLength: 4 }).map((items) => new Set(items)),
}))

test('any data comes back from one line of ASCII', () => {
  fc.assert(
    fc.property(data, (value) => {
      const text = dataText(value)
      expect(text).toMatch(/^[\x20-\x7e]*$/)
      expect(dataFrom(text)).toEqual(value)
    }),
  )
})

test('a lone surrogate, an invisible character and bytes', () => {
  const value = { text: '\ud800 \u202e é', bytes: new Uint8Array([0, 255]), limit: Infinity }
  expect(dataFrom(dataText(value))).toEqual(value)
})

test('JSON has one zero, and data have two', () => {
  expect(dataFrom(dataText([-0, 0]))).toEqual([-0, 0])
})

test('what is undefined is left out', () => {
  expect(dataText({ one: undefined, two: 2 })).toBe('{"two":2}')
})
