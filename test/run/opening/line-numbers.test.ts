import fc from 'fast-check'
import { expect, test } from 'vitest'
import { lineNumbers } from '../../../src/run/opening/line-numbers.ts'

test('agrees with counting the line ends before the offset', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom('a', '\n', 'bc')), fc.nat(40), (pieces, offset) => {
      const text = pieces.join('')
      expect(lineNumbers(text)(offset)).toBe(text.slice(0, offset).split('\n').length)
    }),
  )
})
