import { expect, test } from 'vitest'
import { movedFocus } from '../../../page/list/list-keys.ts'

const list = { count: 10, page: 4 }

test('keys move the focus within the list', () => {
  expect(movedFocus('ArrowDown', { ...list, at: 3 })).toBe(4)
  expect(movedFocus('ArrowUp', { ...list, at: 0 })).toBe(0)
  expect(movedFocus('PageDown', { ...list, at: 8 })).toBe(9)
  expect(movedFocus('PageUp', { ...list, at: 8 })).toBe(4)
  expect(movedFocus('Home', { ...list, at: 8 })).toBe(0)
  expect(movedFocus('End', list)).toBe(9)
})

test('it begins with the open one, and other keys move nothing', () => {
  expect(movedFocus('ArrowDown', { ...list, open: 6 })).toBe(6)
  expect(movedFocus('ArrowDown', list)).toBe(0)
  expect(movedFocus('Enter', { ...list, at: 1 })).toBeUndefined()
  expect(movedFocus('ArrowDown', { count: 0, page: 4 })).toBeUndefined()
})
