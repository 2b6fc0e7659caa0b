import { expect, test } from 'vitest'
import { partAfterKey } from '../../../page/sequence/part-after-key.ts'

const press = (key: string, more: { readonly ctrlKey?: boolean } = {}) => ({
  key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  ...more,
})

test('arrows and pages move among the parts, and stay within them', () => {
  const from = (key: string, at: number) => partAfterKey(press(key), at, 30)
  expect([from('ArrowDown', 3), from('ArrowUp', 3), from('ArrowDown', -1), from('ArrowDown', 29)]).toEqual([
    4, 2, 0, 29,
  ])
  expect([from('ArrowUp', 0), from('PageDown', 3), from('PageUp', 3), from('PageDown', 25)]).toEqual([0, 13, 0, 29])
})

test('other keys, and those of the browser, move nothing', () => {
  expect(partAfterKey(press('a'), 0, 5)).toBeUndefined()
  expect(partAfterKey(press('ArrowDown', { ctrlKey: true }), 0, 5)).toBeUndefined()
  expect(partAfterKey(press('ArrowDown'), -1, 0)).toBeUndefined()
})
