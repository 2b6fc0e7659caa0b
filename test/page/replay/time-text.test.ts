import { expect, test } from 'vitest'
import { clockText } from '../../../page/replay/time-text.ts'

test('a time since the start, in milliseconds or microseconds', () => {
  expect(clockText(0)).toBe('0:00.000')
  expect(clockText(65_045_380)).toBe('1:05.045')
  expect(clockText(65_045_380, true)).toBe('1:05.045380')
  expect(clockText(999_999.9)).toBe('0:00.999')
  expect(clockText(59_999_999)).toBe('0:59.999')
})
