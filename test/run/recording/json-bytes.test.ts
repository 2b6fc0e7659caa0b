import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { JsonBytes } from '../../../src/run/recording/json-bytes.ts'

const written = (write: (json: JsonBytes) => void): string => {
  const json = new JsonBytes()
  json.raw('[')
  write(json)
  json.raw(']')
  return json.take().toString()
}
const pieces = fc.array(
  fc.constantFrom(
    'a',
    'ping 17',
    '"',
    '\\',
    '\n',
    '\r',
    '\t',
    '\u0000',
    '\u007f',
    'é',
    '\udcff',
    '😀',
    'x'.repeat(600),
  ),
)
const someText = pieces.map((all) => all.join(''))

test('a text is what JSON.stringify makes of it', () => {
  fc.assert(
    fc.property(someText, (text) => {
      expect(written((json) => json.named('1,', text))).toBe(`[1,${JSON.stringify(text)}]`)
    }),
  )
})

test('bytes that are UTF-8 are their text, others base64', () => {
  fc.assert(
    fc.property(someText, (text) => {
      const bytes = Buffer.from(text)
      expect(written((json) => json.bytes(bytes))).toBe(`[${JSON.stringify(bytes.toString())}]`)
    }),
  )
  const invalid = Buffer.from([0x61, 0xff])
  const many = Buffer.alloc(16 * 1024, 'x')
  for (const bytes of [invalid, many])
    expect(written((json) => json.bytes(bytes))).toBe(`[{"base64":"${bytes.toString('base64')}"}]`)
})

test('a number has all its digits', () => {
  for (const number of [0, 1, 9, 10, 99, 100, 1234567, 2 ** 31 - 1, 2 ** 31, 1e12, -1])
    expect(written((json) => json.numbered('1,', number))).toBe(`[1,${number}]`)
})
