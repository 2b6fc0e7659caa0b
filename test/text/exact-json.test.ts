import fc from 'fast-check'
import { expect, test } from 'vitest'
import { exactNumber, parseJson, stringifyJson } from '../../src/text/exact-json.ts'

test('whole numbers are exact, whatever their length', () => {
  fc.assert(
    fc.property(fc.bigInt(), (number) => {
      const text = `{"id":${number},"list":[${number},"${number}"]}`
      const parsed = parseJson(text)
      expect(parsed).toEqual({ id: exactNumber(String(number)), list: [exactNumber(String(number)), String(number)] })
      expect(stringifyJson(parsed)).toBe(text)
    }),
  )
})

test('everything else is as JSON has it', () => {
  fc.assert(
    fc.property(fc.json(), (text) => {
      expect(stringifyJson(parseJson(text))).toBe(JSON.stringify(JSON.parse(text)))
    }),
  )
  expect(parseJson('[9007199254740993.5, 1e30, "say \\"9007199254740993\\""]')).toEqual(
    JSON.parse('[9007199254740993.5, 1e30, "say \\"9007199254740993\\""]'),
  )
  expect(() => parseJson('{"a": 09007199254740993}')).toThrow(SyntaxError)
})
