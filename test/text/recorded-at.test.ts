import { expect, test } from 'vitest'
import { isoOf, recordedAt } from '../../src/text/recorded-at.ts'

test('a time is written as transcripts have it, and read back to the second', () => {
  expect(recordedAt('2026-11-22T18:25:37.123Z')).toBe('2026-11-22 18:25:37 UTC')
  expect(isoOf('2026-11-22 18:25:37 UTC')).toBe('2026-11-22T18:25:37Z')
})
