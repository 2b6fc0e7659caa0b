import fc from 'fast-check'
import { expect, test } from 'vitest'
import { decodeText, encodeText, holdsBytes } from '../../src/text/byte-text.ts'

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

test('whatever was decoded is encoded again byte by byte', () => {
  fc.assert(
    fc.property(fc.uint8Array(), (bytes) => {
      expect(encodeText(decode(Buffer.from(bytes)))).toEqual(Buffer.from(bytes))
    }),
  )
  expect(encodeText('\u{1f4a9}\uDCFF')).toEqual(Buffer.from('f09f92a9ff', 'hex'))
})

test('half of a pair stands for no byte', () => {
  expect(holdsBytes('\uDCFF')).toBe(true)
  // The second half of U+1F4A9 is U+DCA9.
  expect(holdsBytes('\u{1f4a9}')).toBe(false)
})
