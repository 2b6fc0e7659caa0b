import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { asPrinted, widthOf, wrap } from '../../src/picture/text.ts'

test.each([
  ['fits', 10, ['fits']],
  ['', 10, ['']],
  ['one two three', 8, ['one two ', 'three']],
  ['one two', 3, ['one', 'two']],
  ['abcdefgh', 3, ['abc', 'def', 'gh']],
  ['a bcdefghij', 7, ['a bcdef', 'ghij']],
  ['abc defghij', 7, ['abc ', 'defghij']],
  ['a bcdefgh ij', 8, ['a ', 'bcdefgh ', 'ij']],
  ['  abcdefgh', 8, ['  abcdef', 'gh']],
  ['日本語', 5, ['日本', '語']],
  ['日本', 1, ['日', '本']],
  ['👩‍👩‍👧👩‍👩‍👧', 3, ['👩‍👩‍👧', '👩‍👩‍👧']],
])('wrap(%j, %i)', (text, columns, pieces) => expect(wrap(text, columns)).toEqual(pieces))

test('pieces fit, and only blanks at breaks are lost', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 2, max: 30 }), (text, columns) => {
      const pieces = wrap(text, columns)
      for (const piece of pieces) expect(widthOf(piece)).toBeLessThanOrEqual(columns)
      expect(pieces.join('').replaceAll(' ', '')).toBe(text.replaceAll(' ', ''))
    }),
  )
})

test.each([
  ['C:\\\\dir', 'C:\\dir'],
  ['login:\\x20', 'login: '],
  ['\\\\x20', '\\x20'],
  ['\\x1b[2J', '\\x1b[2J'],
])('%s is drawn as %j', (written, drawn) => expect(asPrinted(written)).toBe(drawn))
