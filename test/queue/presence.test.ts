import { expect, test } from 'vitest'
import { workerLife } from '../../src/queue/keys.ts'
import { Presence } from '../../src/queue/presence.ts'

const state = (beat: number, more: object = {}) => JSON.stringify({ name: 'w', jobs: 2, beat, ...more })

test('nobody works until a worker says that it does', () => {
  const presence = new Presence(0)
  presence.look({}, 1000)
  expect(presence.idle(1000)).toBe(1000)
  expect(presence.isNew).toBe(true)
  presence.look({ a: state(1) }, 2000)
  expect(presence.idle(2500)).toBe(500)
  expect(presence.isNew).toBe(false)
})

test('a worker whose count stands still is gone after a while', () => {
  const presence = new Presence(0)
  presence.look({ a: state(1) }, 0)
  presence.look({ a: state(1) }, workerLife - 1)
  expect(presence.idle(workerLife - 1)).toBe(0)
  presence.look({ a: state(1) }, workerLife + 500)
  expect(presence.idle(workerLife + 500)).toBe(501)
})

test('one that has left, or does not fit, does not work', () => {
  const presence = new Presence(0)
  const refused = { code: 'checkout-differs', message: 'no' }
  presence.look({ a: state(1), b: state(1, { refused }), c: 'nonsense', d: '{}' }, 10)
  presence.look({ b: state(1, { refused }) }, 20)
  expect(presence.idle(30)).toBe(20)
  expect(presence.refusals).toEqual([refused])
})
