import { expect, test } from 'vitest'
import { indexed } from '../../../plugins/formats/gif-palette.ts'

const picture = (...pixels: readonly (readonly [number, number, number, number])[]) => ({
  width: pixels.length,
  height: 1,
  rgba: Uint8Array.from(pixels.flat()),
})

test('colours are kept, the commonest first, in a table as long as a power of two', () => {
  const of = picture([1, 2, 3, 255], [9, 9, 9, 255], [9, 9, 9, 255], [4, 5, 6, 255])
  expect(indexed(of, { x: 0, y: 0, width: 4, height: 1 })).toEqual({
    palette: [0x090909, 0x010203, 0x040506, 0],
    pixels: Uint8Array.from([1, 0, 0, 2]),
  })
})

test('only the box counts', () => {
  const of = picture([1, 2, 3, 255], [9, 9, 9, 255])
  expect(indexed(of, { x: 1, y: 0, width: 1, height: 1 })).toEqual({
    palette: [0x090909, 0],
    pixels: Uint8Array.from([0]),
  })
})

test('what is hardly opaque has no colour', () => {
  const of = picture([1, 2, 3, 0], [9, 9, 9, 200], [1, 2, 3, 127])
  expect(indexed(of, { x: 0, y: 0, width: 3, height: 1 })).toEqual({
    palette: [0x090909, 0],
    pixels: Uint8Array.from([1, 0, 1]),
    transparent: 1,
  })
})

test('of more than 256 colours the rare ones become the nearest', () => {
  const many = Array.from({ length: 300 }, (_, at) => [at % 256, 0, at < 256 ? 0 : 1, 255] as const)
  const of = picture(...many.slice(0, 256), ...many)
  const { palette, pixels } = indexed(of, { x: 0, y: 0, width: 556, height: 1 })
  expect(palette).toHaveLength(256)
  expect(pixels.slice(-44)).toEqual(pixels.slice(0, 44))
})
