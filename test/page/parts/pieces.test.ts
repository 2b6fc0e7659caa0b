import { expect, test } from 'vitest'
import { piecesOf } from '../../../page/parts/pieces.ts'

const marked = (start: number, end: number, mark = 'found') => ({ start, end, mark })

test('a text is cut at its ranges, and those outside of it are clipped', () => {
  expect(piecesOf('abcdef', [marked(1, 3), marked(5, 99, 'current')])).toEqual([
    { text: 'a' },
    { text: 'bc', mark: 'found' },
    { text: 'de' },
    { text: 'f', mark: 'current' },
  ])
  expect(piecesOf('abc', [marked(0, 2), marked(1, 3), marked(9, 12)])).toEqual([
    { text: 'ab', mark: 'found' },
    { text: 'c', mark: 'found' },
  ])
  expect(piecesOf('one', [])).toEqual([{ text: 'one' }])
  expect(piecesOf('', [marked(0, 1)])).toEqual([])
})

test('a range that goes over the end of a wrapped line goes on in the next', () => {
  expect(piecesOf('one ', [marked(2, 6)])).toEqual([{ text: 'on' }, { text: 'e ', mark: 'found' }])
  expect(piecesOf('two', [marked(2, 6)], 4)).toEqual([{ text: 'tw', mark: 'found' }, { text: 'o' }])
  expect(piecesOf('three', [marked(2, 6)], 8)).toEqual([{ text: 'three' }])
})
