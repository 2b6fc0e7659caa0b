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
