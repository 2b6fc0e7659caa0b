import { expect, test } from 'vitest'
import { countUpTo, foldedTime } from '../../src/picture/folded-time.ts'

test('a long pause is shortened, a short one is not', () => {
  const folded = foldedTime([100, 200, 60_000, 60_000, 60_050], 1000)
  expect([100, 200, 60_000, 60_050].map(folded.played)).toEqual([100, 200, 1200, 1250])
  expect(folded.duration).toBe(1250)
})

test('within a shortened pause time goes on evenly, and back', () => {
  const folded = foldedTime([0, 10_000, 10_100], 1000)
  expect(folded.played(5000)).toBe(500)
  for (const at of [0, 1, 4999, 10_000, 10_050, 10_100]) expect(folded.at(folded.played(at))).toBeCloseTo(at, 6)
})

test('nothing comes behind the last moment, and without moments there is no time', () => {
  expect(foldedTime([100], 1000).at(5000)).toBe(100)
  expect(foldedTime([], 1000)).toMatchObject({ duration: 0 })
  expect(foldedTime([], 1000).at(7)).toBe(0)
  expect(foldedTime([100], 1000).played(-5)).toBe(0)
})

test('numbers up to a limit are counted', () => {
  expect([0, 1, 2, 3, 9].map((limit) => countUpTo([1, 2, 2, 4], limit))).toEqual([0, 1, 3, 3, 4])
})
