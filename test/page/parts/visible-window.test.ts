import { expect, test } from 'vitest'
import { visibleWindow } from '../../../page/parts/visible-window.ts'

/** A thousand items of two lines. */
const offsets = Array.from({ length: 1001 }, (_, index) => index * 2)

test('only items near the view are drawn', () => {
  const { first, end } = visibleWindow(offsets, 1000, { top: 500, lines: 40 })
  expect([first, end]).toEqual([244, 277])
})

test('the first and the last items are drawn at the ends', () => {
  expect(visibleWindow(offsets, 1000, { top: 0, lines: 40 }).first).toBe(0)
  expect(visibleWindow(offsets, 1000, { top: 1960, lines: 40 }).end).toBe(1000)
  expect(visibleWindow(offsets, 1000, { top: 99_999, lines: 40 })).toEqual({ first: 999, end: 1000 })
})

test('items that have not come are not drawn', () => {
  expect(visibleWindow(offsets, 3, { top: 0, lines: 40 })).toEqual({ first: 0, end: 3 })
  expect(visibleWindow(offsets, 0, { top: 0, lines: 40 })).toEqual({ first: 0, end: 0 })
  expect(visibleWindow([0], 0, { top: 7, lines: 0 })).toEqual({ first: 0, end: 0 })
})
