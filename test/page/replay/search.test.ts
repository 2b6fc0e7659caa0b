import { expect, test } from 'vitest'
import { foundIn, nearest, readWanted, regexFinder, searchedOf, searchText } from '../../../page/replay/search.ts'
import { made } from './made.ts'

const { rows } = made([
  [1, 'a', '|', 'Hello client!'],
  [2, 'b', '>', String.raw`back\\slash hello`],
  [3, 'a', '|', 'İ hello'],
  [4, 'b', '|', 'ab ab ab'],
]).transcript

const texts = searchedOf(rows)
const search = (wanted: string) => searchText(texts, wanted)
const searchRegex = (wanted: string) => {
  const asked = readWanted(wanted)
  if (!('regex' in asked)) throw new Error(`no regex: ${wanted}`)
  return texts.flatMap((text, row) => foundIn(text, row, regexFinder(asked.regex)))
}

test('a text is found in all lanes; capitals are looked at where there are some', () => {
  expect(search('hello').found.map(({ row, start }) => [row, start])).toEqual([
    [0, 0],
    [1, 11],
    [2, 2],
  ])
  expect(search('Hello').found).toEqual([{ row: 0, start: 0, end: 5 }])
  expect(search('ab').found).toHaveLength(3)
  expect(search('').found).toEqual([])
})

test('a regex is found, and what it matches of no length is not', () => {
  expect(searchRegex('/a(?=b)/').map(({ row, start }) => [row, start])).toEqual([
    [3, 0],
    [3, 3],
    [3, 6],
  ])
  expect(searchRegex('/HELLO/i')).toHaveLength(3)
  expect(searchRegex('/x*/')).toEqual([])
  expect(readWanted('/(/')).toEqual({ mistake: expect.stringContaining('unterminated') })
  expect(readWanted('/no such')).toEqual({ text: '/no such' })
  expect(search('/no such').found).toEqual([])
})

test('no more than ten thousand are listed', () => {
  const many = made(Array.from({ length: 11_000 }, (_, at) => [at, 'a', '|', 'x'] as const)).transcript.rows
  expect(searchText(searchedOf(many), 'x')).toMatchObject({ more: true, found: { length: 10_000 } })
})

test('the nearest result behind or before a row, round the end', () => {
  const results = search('ab')
  expect(nearest(results, 0, 1)).toBe(0)
  expect(nearest(results, 3, 1)).toBe(0)
  expect(nearest(results, 0, -1)).toBe(2)
  expect(nearest({ found: [], more: false }, 0, -1)).toBe(-1)
})
