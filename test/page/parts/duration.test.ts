import { expect, test } from 'vitest'
import { durationText } from '../../../page/parts/duration.ts'

test('how long something took, in a unit of its size and with few digits', () => {
  const micros = [
    0, 380, 999, 4500, 12_345, 999_400, 999_600, 1_250_000, 12_340_000, 59_000_000, 59_949_000, 59_960_000, 125_000_000,
  ]
  expect(micros.map(durationText)).toEqual([
    '0 µs',
    '380 µs',
    '999 µs',
    '4.5 ms',
    '12.3 ms',
    '999 ms',
    '1 s',
    '1.25 s',
    '12.3 s',
    '59 s',
    '59.9 s',
    '1 min 0 s',
    '2 min 5 s',
  ])
})
