import { expect, test } from 'vitest'
import { nearest, search } from '../../../page/replay/search.ts'
import { made } from './made.ts'

const { rows } = made([
  [1, 'a', '|', 'Hello client!'],
  [2, 'b', '>', String.raw`back\\slash hello`],
  [3, 'a', '|', 'İ hello'],
  [4, 'b', '|', 'ab ab ab'],
]).transcript

test('a text is found in all lanes; capitals are looked at where there are some', () => {
  expect(search(rows, 'hello').found.map(({ row, start }) => [row, start])).toEqual([
    [0, 0],
    [1, 11],
    [2, 2],
  ])
  expect(search(rows, 'Hello').found).toEqual([{ row: 0, start: 0, end: 5 }])
  expect(search(rows, 'ab').found).toHaveLength(3)
  expect(search(rows, '').found).toEqual([])
})

test('a regex is found, and what it matches of no length is not', () => {
  expect(search(rows, '/a(?=b)/').found.map(({ start }) => start)).toEqual([0, 3, 6])
  expect(search(rows, '/HELLO/i').found).toHaveLength(3)
  expect(search(rows, '/x*/').found).toEqual([])
  expect(search(rows, '/(/').mistake).toContain('unterminated')
  expect(search(rows, '/no such').found).toEqual([])
})

test('no more than ten thousand are listed', () => {
  const many = made(Array.from({ length: 11_000 }, (_, at) => [at, 'a', '|', 'x'] as const)).transcript.rows
  expect(search(many, 'x')).toMatchObject({ more: true, found: { length: 10_000 } })
})

test('the nearest result behind or before a row, round the end', () => {
  const results = search(rows, 'ab')
  expect(nearest(results, 0, 1)).toBe(0)
  expect(nearest(results, 3, 1)).toBe(0)
  expect(nearest(results, 0, -1)).toBe(2)
  expect(nearest({ found: [], more: false }, 0, -1)).toBe(-1)
})
