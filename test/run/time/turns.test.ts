import { expect, test } from 'vitest'
import { Turns } from '../../../src/run/time/turns.ts'

const nextTurn = () => new Promise((resolve) => void setImmediate(resolve))

test('what is read in one turn began with the first of it', async () => {
  const turns = new Turns()
  turns.note(10)
  turns.note(13)
  await nextTurn()
  turns.note(20)
  turns.note(24)
  expect([10, 13, 20, 24].map((at) => turns.startOf(at))).toEqual([10, 10, 20, 20])
})

test('before anything has arrived a time is its own', () => {
  expect(new Turns().startOf(5)).toBe(5)
})
