import { expect, test } from 'vitest'
import { piecesOf } from '../../../page/parts/pieces.ts'

test('a text is cut at its ranges, and those outside of it are clipped', () => {
  expect(
    piecesOf('abcdef', [
      [1, 3],
      [5, 99],
    ]),
  ).toEqual([
    ['a', false],
    ['bc', true],
    ['de', false],
    ['f', true],
  ])
  expect(
    piecesOf('abc', [
      [0, 2],
      [1, 3],
      [9, 12],
    ]),
  ).toEqual([
    ['ab', true],
    ['c', true],
  ])
  expect(piecesOf('', [[0, 1]])).toEqual([])
})
