import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { countInBulk } from '../../src/text/bulk-scan.ts'

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

test('few bytes are counted in another way', () => {
  expect(countInBulk(Buffer.alloc(least - 1, 'x'), 10)).toBe(undefined)
  expect(countInBulk(Buffer.alloc(least, 'x'), 10)).toBe(0)
})
