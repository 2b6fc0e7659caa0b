import { expect, test } from 'vitest'
import { around, cutOut, moveUp, put } from '../../../plugins/formats/pixel-box.ts'

const blank = (width: number, height: number) => ({ width, height, rgba: new Uint8Array(width * height * 4) })

test('a picture is put into another, and only where it differs', () => {
  const [whole, part] = [blank(10, 8), blank(4, 3)]
  part.rgba.set([1, 2, 3, 255], (1 * 4 + 2) * 4)
  expect(put(whole, part, { x: 5, y: 4, width: 4, height: 3 })).toEqual({ x: 7, y: 5, width: 1, height: 1 })
  expect([...whole.rgba.subarray((5 * 10 + 7) * 4, (5 * 10 + 8) * 4)]).toEqual([1, 2, 3, 255])
  expect(put(whole, part, { x: 5, y: 4, width: 4, height: 3 })).toBeUndefined()
})

test('a part is cut out, and its rows are moved up', () => {
  const whole = blank(3, 6)
  for (let at = 0; at < 18; at++) whole.rgba[at * 4] = at
  const part = cutOut(whole, { x: 1, y: 1, width: 2, height: 5 })
  const reds = () => Array.from({ length: 10 }, (_, at) => part.rgba[at * 4])
  expect(reds()).toEqual([4, 5, 7, 8, 10, 11, 13, 14, 16, 17])
  moveUp(part, { top: 1, height: 2, by: 2 })
  expect(reds()).toEqual([4, 5, 13, 14, 16, 17, 13, 14, 16, 17])
})

test('the smallest box around some', () => {
  const boxes = [
    { x: 5, y: 1, width: 2, height: 9 },
    { x: 1, y: 4, width: 1, height: 1 },
  ]
  expect(around(boxes)).toEqual({ x: 1, y: 1, width: 6, height: 9 })
})
