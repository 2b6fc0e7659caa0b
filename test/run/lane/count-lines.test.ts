import { expect, test } from 'vitest'
import { countLines } from '../../../src/run/lane/count-lines.ts'

test.each([
  ['', 0],
  ['\n', 1],
  ['abc\n', 1],
  ['abcd\n', 2],
  ['abcdefg\n', 2],
  ['abcdefgh\n', 3],
  ['a\nabcdefgh\n\n', 5],
])('%j has so many lines, or pieces of four bytes', (text, count) => {
  expect(countLines(Buffer.from(text), 10, 4)).toBe(count)
})

test('many lines are counted wherever they begin and end, whatever bytes they have', () => {
  const bytes = Buffer.alloc(9000)
  for (let at = 0; at < bytes.length; at++) bytes[at] = (at * at + (at >> 3)) % 256
  bytes.fill(10, 3000, 4100)
  for (const [from, to] of [
    [0, 9000],
    [1, 8999],
    [2, 5003],
    [3, 3],
    [3001, 3002],
    [3002, 3005],
    [2999, 4101],
  ] as const) {
    const part = bytes.subarray(from, to)
    for (const byte of [0, 10, 128, 255])
      expect(countLines(part, byte, 10_000)).toBe([...part].filter((each) => each === byte).length)
  }
})
