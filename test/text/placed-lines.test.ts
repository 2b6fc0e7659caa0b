import { expect, test } from 'vitest'
import { placedLines } from '../../src/text/placed-lines.ts'

test('lines stand where they begin, without their ends', () => {
  expect(placedLines('one\n\ntwo')).toEqual([
    { text: 'one', start: 0, end: 3 },
    { text: '', start: 4, end: 4 },
    { text: 'two', start: 5, end: 8 },
  ])
})

test('no line begins behind the last line end', () => {
  expect(placedLines('one\n')).toEqual([{ text: 'one', start: 0, end: 3 }])
  expect(placedLines('head\none\n', 5)).toEqual([{ text: 'one', start: 5, end: 8 }])
  expect(placedLines('')).toEqual([])
})
