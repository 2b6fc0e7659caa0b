import { expect, test } from 'vitest'
import { cellsOf } from '../../../page/parts/cells.ts'

test('what common fonts have stays in one piece', () => {
  expect(cellsOf('plain │ é ▌')).toEqual([{ text: 'plain │ é ▌' }])
  expect(cellsOf('')).toEqual([{ text: '' }])
})

test('wide characters and emoji stand by themselves, with their cells', () => {
  expect(cellsOf('a日b👩‍👩‍👧c')).toEqual([
    { text: 'a' },
    { text: '日', cells: 2 },
    { text: 'b' },
    { text: '👩‍👩‍👧', cells: 2 },
    { text: 'c' },
  ])
})
