import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { countInBulk, mayHoldDigits } from '../../src/text/bulk-scan.ts'

const least = 16 * 1024
const part = 256 * 1024
/** Bytes of any length from the fewest that are looked through on, with the ends of parts among them. */
const length = fc.oneof(fc.integer({ min: least, max: 3 * least }), fc.integer({ min: part - 40, max: part + 40 }))

test('a byte is counted wherever it stands', () => {
  fc.assert(
    fc.property(length, fc.nat(255), fc.nat(255), fc.array(fc.nat(2 * part)), (size, byte, other, places) => {
      const bytes = Buffer.alloc(size, other)
      for (const place of places) bytes[place % size] = byte
      expect(countInBulk(bytes, byte)).toBe(bytes.reduce((found, each) => found + (each === byte ? 1 : 0), 0))
    }),
    { numRuns: 40 },
  )
})

test('digits side by side are found wherever they begin, and fewer are none', () => {
  fc.assert(
    fc.property(length, fc.integer({ min: 4, max: 8 }), fc.nat(2 * part), (size, count, place) => {
      const bytes = Buffer.alloc(size, 'x:/ 12 9')
      const at = place % (size - count - 2)
      bytes.write(` ${'0987654321'.slice(0, count)} `, at, 'latin1')
      expect(mayHoldDigits(bytes, count)).toBe(true)
      if (count < 8) expect(mayHoldDigits(bytes, count + 1)).toBe(false)
    }),
    { numRuns: 100 },
  )
})

test('between two parts they are found, too', () => {
  for (let at = part - 40; at < part + 10; at++) {
    const bytes = Buffer.alloc(part + 100, '-')
    bytes.write('12345678', at)
    expect([8, 9, 5].map((count) => mayHoldDigits(bytes, count))).toEqual([true, true, true])
  }
})

test('of few bytes, and of few digits, it is not known', () => {
  const few = Buffer.alloc(least - 1, 'x')
  expect([countInBulk(few, 10), mayHoldDigits(few, 5)]).toEqual([undefined, true])
  expect(mayHoldDigits(Buffer.alloc(least, 'x'), 3)).toBe(true)
  expect(mayHoldDigits(Buffer.alloc(least, 'x'), 4)).toBe(false)
})
