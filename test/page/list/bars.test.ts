import { expect, test } from 'vitest'
import { wholeBar } from '../../../page/list/bars.ts'
import { entry } from '../made.ts'

const lasting = (durations: readonly number[]) => durations.map((duration, at) => entry({ id: `${at}`, duration }))

test('a single slow scenario does not make all others look alike', () => {
  expect(wholeBar(lasting([...Array.from({ length: 99 }, (_, at) => at + 1), 60_000]))).toBe(95)
  expect(wholeBar(lasting([3]))).toBe(3)
  expect(wholeBar([])).toBe(0)
})
