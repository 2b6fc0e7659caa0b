import { expect, test } from 'vitest'
import { pairRows } from '../../../src/transcript/propose/pair-rows.ts'

test('the same rows are paired, and between them those that differ in numbers and ids', () => {
  expect(pairRows(['a', 'pid 12', 'b'], ['a', 'pid 15', 'b'])).toEqual({
    pairs: [
      [0, 0],
      [1, 1],
      [2, 2],
    ],
    onlyOne: [],
    onlyOther: [],
  })
})

test('a row that only one of them has', () => {
  expect(pairRows(['a', 'tick 1', 'id a7-9'], ['a', 'id b8-1'])).toMatchObject({
    pairs: [
      [0, 0],
      [2, 1],
    ],
    onlyOne: [1],
    onlyOther: [],
  })
})

test('as many rows that are not alike are paired in order; else they are rows of one side', () => {
  expect(pairRows(['x', 'yes'], ['x', 'no'])).toMatchObject({ onlyOne: [], onlyOther: [] })
  expect(pairRows(['x', 'yes', 'maybe'], ['x', 'no'])).toMatchObject({ onlyOne: [1, 2], onlyOther: [1] })
})
