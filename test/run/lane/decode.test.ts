import fc from 'fast-check'
import { expect, test } from 'vitest'
import { decodeText } from '../../../src/run/lane/decode.ts'

const decode = (bytes: Buffer) => decodeText(bytes, 0, bytes.length)

test('valid UTF-8 is what it says, a real U+FFFD included', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      const bytes = Buffer.from(`${text}\uFFFD`)
      expect(decode(bytes)).toBe(bytes.toString('utf8'))
    }),
  )
})

test('a byte that is no character becomes a lone surrogate, and its neighbours stay', () => {
  expect(decode(Buffer.from([0x61, 0xff, 0x62]))).toBe('a\uDCFFb')
  expect(decode(Buffer.from([0xc3, 0xa4, 0xc3]))).toBe('ä\uDCC3')
})
