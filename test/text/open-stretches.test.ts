import { expect, test } from 'vitest'
import { filledIn, openBytes, openTexts, sizeOfHex } from '../../src/text/open-stretches.ts'

const parts = ['81 ', { name: 'id' }, ' 00 ', { name: 'code' }, { name: 'id' }]
const open = ({ name }: { name: string }) => (name === 'id' ? [0, 2] : undefined)

test('bytes that may be any stand each by itself, a text with such a byte as a whole', () => {
  const filled = filledIn(parts, sizeOfHex, ({ name }) => (name === 'id' ? 3 : 1))
  expect(filled.map(({ start, end, placeholder }) => [start, end, placeholder.name])).toEqual([
    [1, 4, 'id'],
    [5, 6, 'code'],
    [6, 9, 'id'],
  ])
  expect(openBytes(filled, open).map(({ start, end }) => [start, end])).toEqual([
    [1, 2],
    [3, 4],
    [6, 7],
    [8, 9],
  ])
  expect(openTexts(filled, open)).toEqual([
    { start: 1, end: 4 },
    { start: 6, end: 9 },
  ])
})
