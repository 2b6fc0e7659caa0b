import { expect, test } from 'vitest'
import { lineAround, offsetIn, positionIn, rangeIn } from '../../../src/lsp/workspace/lines.ts'

const text = 'a😀b\r\n漢字\n\nend'

test('positions count UTF-16 units, and know each end of a line', () => {
  expect(positionIn(text, 3)).toEqual({ line: 0, character: 3 })
  expect(positionIn(text, 6)).toEqual({ line: 1, character: 0 })
  expect(positionIn(text, 8)).toEqual({ line: 1, character: 2 })
  expect(positionIn(text, text.length + 9)).toEqual({ line: 3, character: 3 })
  for (const offset of [0, 1, 3, 6, 7, 9, 10, 13]) expect(offsetIn(text, positionIn(text, offset))).toBe(offset)
  expect(offsetIn(text, { line: 99, character: 0 })).toBe(text.length)
})

test('a range ends where it begins, or later', () => {
  expect(rangeIn(text, { start: 7, end: 2 })).toEqual({
    start: { line: 1, character: 1 },
    end: { line: 1, character: 1 },
  })
})

test('a line is without its end', () => {
  expect(lineAround(text, 2)).toEqual({ start: 0, end: 4 })
  expect(lineAround(text, 7)).toEqual({ start: 6, end: 8 })
  expect(lineAround(text, 9)).toEqual({ start: 9, end: 9 })
  expect(lineAround(text, 12)).toEqual({ start: 10, end: 13 })
})
