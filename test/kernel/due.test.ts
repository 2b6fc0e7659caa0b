import { execa, type ResultPromise } from 'execa'
import { existsSync } from 'node:fs'
import { afterEach, describe, expect, test } from 'vitest'
import { dueOf, sooner, type Due } from '../../src/kernel/due.ts'
import { monotonicNow } from '../../src/kernel/monotonic.ts'
import { lastRan } from '../../src/kernel/last-ran.ts'

const children: Pick<ResultPromise, 'kill'>[] = []
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL')
})

/** What the main thread of a program waits for, once it sleeps in a call that fits. */
async function dueIn(fits: (due: Due) => boolean, ...[file = '', ...args]: string[]): Promise<Due> {
  const child = execa(file, args, { stdio: ['pipe', 'ignore', 'ignore'], reject: false })
  children.push(child)
  const pid = child.pid as number
  for (;;) {
    const now = monotonicNow()
    const due = dueOf(pid, String(pid), () => ({ from: now, to: now }))
    if (fits(due)) return due
    await new Promise((resolve) => setImmediate(resolve))
  }
}

const minute = 60_000
const inAboutAMinute = (due: Due): boolean =>
  typeof due === 'object' && due.at > monotonicNow() && due.at - monotonicNow() <= minute + 1

describe.runIf(existsSync('/proc/self/syscall'))('when a sleeping thread wakes by itself', () => {
  test.each([
    ['sleep', ['sleep', '60']],
    ['a timer of Node’s', ['node', '-e', 'setTimeout(() => {}, 60_000)']],
  ])('%s', async (_, command) => {
    expect(await dueIn(inAboutAMinute, ...command)).toMatchObject({ at: expect.any(Number) })
  })

  test('one that waits for its input has no timer', async () => {
    expect(await dueIn((due) => due === 'never', 'cat')).toBe('never')
  })

  test('where the call cannot be seen, nobody knows', () => {
    expect(dueOf(2 ** 30, '1', () => ({ from: 0, to: 0 }))).toBe('unknown')
  })

  test('a time-out counts from when the thread fell asleep, which lies between two moments', async () => {
    const child = execa('node', ['-e', 'setTimeout(() => {}, 60_000)'], { stdio: 'ignore', reject: false })
    children.push(child)
    for (;;) {
      const due = dueOf(child.pid as number, String(child.pid), () => ({ from: 1000, to: 2000 }))
      if (typeof due === 'object' && due.from !== due.at) {
        expect(due.at - due.from).toBe(1000)
        return
      }
      await new Promise((resolve) => setImmediate(resolve))
    }
  })
})

test.runIf(existsSync('/proc/thread-self/sched'))(
  'the kernel tells when a thread last ran, within some milliseconds',
  () => {
    const own = lastRan(process.pid, String(process.pid))
    expect(own && own.from <= own.to && own.to <= monotonicNow()).toBe(true)
  },
)

test('of two timers the sooner counts, and what is unknown may come at any time', () => {
  const soon = { at: 5, from: 1 }
  const late = { at: 9, from: 3 }
  expect(sooner(soon, late)).toEqual(soon)
  expect(sooner('never', late)).toEqual(late)
  expect(sooner(soon, 'never')).toEqual(soon)
  expect(sooner(soon, 'unknown')).toBe('unknown')
})
