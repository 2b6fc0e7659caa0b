import { expect, test } from 'vitest'
import { stopRun, type WaitContext } from '../../../src/run/context/run-context.ts'
import { settled, until } from '../../../src/run/idle/waiting.ts'

const contextForTest = () =>
  ({
    listeners: new Set<() => void>(),
    stopping: new Set<() => void>(),
    clock: { micros: () => 0 },
    deadlines: { startAt: () => ({ due: 0 }), stop: () => {} },
    left: () => 1000,
    stopped: undefined,
  }) as unknown as WaitContext

const late = () => ({ code: 'step-timeout' as const, message: 'late' })

test('a wait for one lane looks only after changes of that lane', async () => {
  const context = contextForTest()
  const lane = new Set<() => void>()
  let looks = 0
  let come = false
  const wait = until(context, () => ((looks += 1), come ? true : undefined), late, lane)
  const before = looks
  for (const listener of context.listeners) listener()
  expect(looks).toBe(before)
  come = true
  for (const waiter of lane) waiter()
  expect(await wait).toBeUndefined()
  expect([lane.size, context.listeners.size, context.stopping.size]).toEqual([0, 0, 0])
})

test('what stops the run ends the wait for one lane, and that for a promise', async () => {
  const context = contextForTest()
  const waits = [
    until(context, () => undefined, late, new Set()),
    settled(context, new Promise(() => {}), late, late),
    until(context, () => undefined, late),
  ]
  const stopped = { code: 'interrupted' as const, message: 'interrupted' }
  stopRun(context, stopped)
  expect(await Promise.all(waits)).toEqual([stopped, stopped, stopped])
  expect(context.stopping.size).toBe(0)
})

test('a promise that is done wakes its own wait, and those for any change', async () => {
  const context = contextForTest()
  let state = ''
  const other = until(context, () => (state === 'started' ? true : undefined), late)
  const started = Promise.resolve().then(() => void (state = 'started'))
  expect(await settled(context, started, late, late)).toBeUndefined()
  expect(await other).toBeUndefined()
  expect(context.stopping.size).toBe(0)
})

test('a look that throws when it is woken fails its own wait, and not what has woken it', async () => {
  const context = contextForTest()
  let gone = false
  const wait = until(
    context,
    () => {
      if (gone) throw new Error('no such connection now')
      return undefined
    },
    late,
  )
  gone = true
  for (const listener of context.listeners) listener()
  await expect(wait).rejects.toThrow('no such connection now')
  expect([context.listeners.size, context.stopping.size]).toEqual([0, 0])
})
