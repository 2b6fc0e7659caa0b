import { expect, test } from 'vitest'
import { hexLines } from '../../../page/replay/hex.ts'

const bytes = Uint8Array.from({ length: 40 }, (_, index) => index + 0x1e)

test('bytes in lines, with their characters and the marked ones', () => {
  const { lines, before, after } = hexLines(bytes, { start: 15, end: 17 }, { perLine: 16, limit: 10 })
  expect([before, after]).toEqual([0, 0])
  expect(lines.map(({ offset }) => offset)).toEqual(['0000', '0010', '0020'])
  expect(lines[0]?.bytes.slice(0, 3).map(({ hex, character }) => hex + character)).toEqual(['1e.', '1f.', '20 '])
  const marked = lines.flatMap((line) => line.bytes.filter((byte) => byte.marked).map(({ hex }) => hex))
  expect(marked).toEqual(['2d', '2e'])
  expect(lines[2]?.bytes).toHaveLength(8)
})

test('of many bytes the lines from the first marked one', () => {
  const many = new Uint8Array(1000)
  expect(hexLines(many, { start: 500, end: 510 }, { perLine: 16, limit: 4 })).toMatchObject({
    before: 496,
    after: 440,
    lines: { length: 4 },
  })
  expect(hexLines(many, { start: 999, end: 1000 }, { perLine: 16, limit: 4 })).toMatchObject({ before: 944, after: 0 })
  expect(hexLines(new Uint8Array(), { start: 0, end: 0 }, { perLine: 16, limit: 4 })).toEqual({
    lines: [],
    before: 0,
    after: 0,
  })
})
