import { expect, test } from 'vitest'
import { monotonicNow } from '../../../src/kernel/monotonic.ts'
import type { LookAtEnds } from '../../../src/record/wire/ends.ts'
import { Quiet } from '../../../src/record/wire/quiet.ts'

const never = new Promise<void>(() => {})
const asleep = { is: 'asleep', due: 'never' } as const

/** Whether it is quiet before `then` has happened, which the looks at the ends bring about. */
async function isQuietBefore(looks: (quiet: Quiet, count: number) => ReturnType<LookAtEnds>): Promise<number> {
  let count = 0
  const quiet: Quiet = new Quiet(() => looks(quiet, ++count))
  quiet.moved('client')
  await quiet.answered(never)
  return count
}

test('a timer that is due soon is waited for, and what comes of it', async () => {
  const at = monotonicNow() + 400
  let came = false
  await isQuietBefore((quiet) => {
    if (monotonicNow() < at) return { is: 'asleep', due: { at, from: at } }
    if (!came) quiet.moved('server')
    came = true
    return asleep
  })
  expect(came).toBe(true)
})

test('a program at work is waited for', async () => {
  expect(
    await isQuietBefore((_, count) => (count <= 50 ? { is: 'awake', byTimer: false, again: true } : asleep)),
  ).toBeGreaterThan(50)
})

test('a timer from which nothing comes is no reason to wait', async () => {
  let fired = 0
  await isQuietBefore((_, count) => {
    const at = monotonicNow() + 50
    if (count % 5 !== 0) return { is: 'asleep', due: { at, from: at } }
    fired++
    return { is: 'awake', byTimer: true, again: true }
  })
  expect(fired).toBeGreaterThanOrEqual(2)
})

test('the end of the clients ends the wait', async () => {
  const quiet = new Quiet(() => ({ is: 'awake', byTimer: false, again: true }))
  await expect(quiet.answered(Promise.resolve())).resolves.toBeUndefined()
})
