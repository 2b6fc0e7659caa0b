import { existsSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { hold } from '../../src/suite/hold.ts'

const never = new AbortController().signal
const turns = (): Promise<void> => new Promise((resolve) => setImmediate(() => setImmediate(resolve)))

describe.skipIf(!existsSync('/proc/net/unix'))('what one run holds, another waits for', () => {
  test('each in its turn, never two at once', async () => {
    const name = `use:${crypto.randomUUID()}`
    let now = 0
    let most = 0
    const one = async (): Promise<void> => {
      const release = await hold([name], never)
      most = Math.max(most, ++now)
      await turns()
      now -= 1
      release()
    }
    await Promise.all(Array.from({ length: 20 }, one))
    expect(most).toBe(1)
  })

  test('names in any order, without waiting for each other for ever', async () => {
    const [a, b] = [`use:a${crypto.randomUUID()}`, `use:b${crypto.randomUUID()}`]
    const holders = Array.from({ length: 10 }, (_, index) => hold(index % 2 === 0 ? [a, b] : [b, a, b], never))
    await Promise.all(holders.map(async (holder) => (await holder)()))
    const release = await hold([a, b], never)
    release()
  })

  test('who waits learns who holds, and when that is over', async () => {
    const name = `use:${crypto.randomUUID()}`
    const self = { file: 'a.yaml', folder: '/somewhere' }
    const release = await hold([name], never, { self })
    const seen: unknown[] = []
    await new Promise<void>((resolve) => {
      void hold([name], never, {
        self: { file: 'b.yaml', folder: '/elsewhere' },
        waits(what, by) {
          seen.push([what, by])
          if (by !== undefined) release()
        },
        waitsNoMore: () => resolve(),
      }).then((releaseToo) => releaseToo())
    })
    expect(seen).toEqual([
      [name, undefined],
      [name, { ...self, pid: process.pid }],
    ])
  })

  test('nothing is reported of what is free', async () => {
    const unexpected = () => expect.unreachable()
    const self = { file: '', folder: '' }
    const release = await hold([`use:${crypto.randomUUID()}`], never, {
      self,
      waits: unexpected,
      waitsNoMore: unexpected,
    })
    release()
  })

  test('others are free, and an abort ends the waiting', async () => {
    const name = `use:${crypto.randomUUID()}`
    const release = await hold([name], never)
    const other = await hold([`${name}, another`], never)
    other()
    const abort = new AbortController()
    const waiting = hold([name], abort.signal)
    await turns()
    abort.abort()
    ;(await waiting)()
    release()
    const again = await hold([name], never)
    again()
  })
})
