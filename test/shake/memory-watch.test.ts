import { expect, test } from 'vitest'
import { MemoryWatch } from '../../src/shake/memory-watch.ts'

const megabyte = 1 << 20

/** The answers to looks every 100 ms, at so many megabytes. */
const looks = (...sizes: number[]) => {
  const watch = new MemoryWatch(40 * megabyte)
  return sizes.map((size, index) => watch.look(size * megabyte, index * 100))
}

test('a program is full once it has had over 32 MB more for 200 ms', () => {
  expect(looks(40, 73, 74, 75, 75)).toEqual([undefined, 'grows', 'grows', 'full', 'full'])
})

test('what is collected before is not', () => {
  expect(looks(40, 73, 74, 60, 73, 74)).toEqual([undefined, 'grows', 'grows', 'grows', 'grows', 'grows'])
})

test('less grows, for a while', () => {
  expect(looks(40, 40.5, 42, 42, 42, 42, 42, 42)).toEqual([
    undefined,
    undefined,
    'grows',
    'grows',
    'grows',
    'grows',
    'grows',
    undefined,
  ])
})
