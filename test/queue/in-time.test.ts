import { expect, test } from 'vitest'
import { inTime } from '../../src/queue/in-time.ts'

test('what comes in time is answered; what fails, or never comes, is not', async () => {
  expect(await inTime(Promise.resolve('here'), 60_000)).toBe('here')
  expect(await inTime(Promise.reject(new Error('gone')), 60_000)).toBeUndefined()
  expect(await inTime(new Promise(() => undefined), 1)).toBeUndefined()
})
