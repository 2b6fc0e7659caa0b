import { describe, expect, test } from 'vitest'
import { firstFound } from '../../src/shake/pool.ts'

describe('looking at several things at once', () => {
  test('begins so many at once, and each once', async () => {
    let [now, most] = [0, 0]
    const seen: number[] = []
    const { done, found } = await firstFound(
      [1, 2, 3, 4, 5, 6, 7],
      3,
      async (item) => {
        most = Math.max(most, ++now)
        seen.push(item)
        await Promise.resolve()
        now -= 1
        return undefined
      },
      () => false,
    )
    expect({ done, found, most, seen }).toEqual({ done: 7, found: undefined, most: 3, seen: [1, 2, 3, 4, 5, 6, 7] })
  })

  test('answers the first in the order of the list, and begins nothing behind it', async () => {
    const release: (() => void)[] = []
    const looking = firstFound(
      [1, 2, 3, 4],
      2,
      async (item) => {
        await new Promise<void>((resolve) => release.push(resolve))
        return `found ${item}`
      },
      () => false,
    )
    release[1]?.()
    release[0]?.()
    expect(await looking).toEqual({ done: 2, found: 'found 1' })
    expect(release).toHaveLength(2)
  })

  test('ends early when it is over', async () => {
    let count = 0
    const forever = {
      *[Symbol.iterator]() {
        for (;;) yield 0
      },
    }
    const { done } = await firstFound(
      forever,
      1,
      () => Promise.resolve(void (count += 1)),
      () => count === 5,
    )
    expect(done).toBe(5)
  })
})
