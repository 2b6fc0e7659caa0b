import { expect, test } from 'vitest'
import { workerPool } from '../../src/workers/pool.ts'
import type { WorkerProcess } from '../../src/workers/worker-process.ts'

function fakes() {
  const started: { number: number; lost: boolean; interrupted: number; ended: boolean }[] = []
  const pool = workerPool(2, (number): WorkerProcess => {
    const fake = { number, lost: false, interrupted: 0, ended: false }
    started.push(fake)
    return {
      get lost() {
        return fake.lost
      },
      ask: () => Promise.reject(new Error('not asked')),
      interrupt: () => void (fake.interrupted += 1),
      end: async () => void (fake.ended = true),
    }
  })
  return { started, pool }
}

test('a worker is used again, and one that has checked something is taken last', () => {
  const { started, pool } = fakes()
  const one = pool.take()
  expect(pool.giveBack(one, true)).toBe(one)
  const two = pool.take()
  expect(two).not.toBe(one)
  expect(pool.take(one)).toBe(one)
  pool.giveBack(one, true)
  pool.giveBack(two)
  expect(pool.take()).toBe(two)
  expect(pool.take()).toBe(one)
  expect(started.map(({ number }) => number)).toEqual([0, 1])
})

test('a lost worker is replaced by one with its number', () => {
  const { started, pool } = fakes()
  const one = pool.take()
  pool.take()
  started[0]!.lost = true
  expect(pool.giveBack(one)).toBe(undefined)
  expect(pool.take(one).number).toBe(0)
  expect(started).toMatchObject([{ ended: true }, { ended: false }, { number: 0, ended: false }])
})

test('all are interrupted, also those that start later, and all are ended', async () => {
  const { started, pool } = fakes()
  pool.take()
  pool.interrupt()
  pool.take()
  expect(started).toMatchObject([{ interrupted: 1 }, { interrupted: 1 }])
  await pool.close()
  expect(started).toMatchObject([{ ended: true }, { ended: true }])
})
