import { expect, test } from 'vitest'
import { shownDuration } from '../../../page/parts/duration.ts'

test('a duration has few digits', () => {
  const shown = [0, 0.04, 0.45, 9.96, 12.4, 999.4, 999.6, 1234, 12_340, 59_949, 59_950, 125_000].map(shownDuration)
  expect(shown).toEqual([
    '0 ms',
    '0 ms',
    '0.5 ms',
    '10 ms',
    '12 ms',
    '999 ms',
    '1.00 s',
    '1.23 s',
    '12.3 s',
    '59.9 s',
    '1 min 0 s',
    '2 min 5 s',
  ])
})
