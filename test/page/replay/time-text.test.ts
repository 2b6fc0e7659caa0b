import { expect, test } from 'vitest'
import { clockText, durationText } from '../../../page/replay/time-text.ts'

test('a time since the start, in milliseconds or microseconds', () => {
  expect(clockText(0)).toBe('0:00.000')
  expect(clockText(65_045_380)).toBe('1:05.045')
  expect(clockText(65_045_380, true)).toBe('1:05.045380')
  expect(clockText(999_999.9)).toBe('0:00.999')
  expect(clockText(59_999_999)).toBe('0:59.999')
})

test('how long something took, in a unit of its size', () => {
  expect([0, 380, 999, 4500, 12_345, 999_400, 1_250_000, 59_000_000, 125_000_000].map(durationText)).toEqual([
    '0 µs',
    '380 µs',
    '999 µs',
    '4.5 ms',
    '12.3 ms',
    '999 ms',
    '1.25 s',
    '59 s',
    '2 min 5 s',
  ])
})
