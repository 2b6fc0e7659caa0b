import { describe, expect, test } from 'vitest'
import { schedule } from '../../src/suite/schedule.ts'

/** Jobs that end when they are told to, and what was seen of them. */
function services(claims: readonly (readonly string[])[]) {
  const running = new Set<number>()
  const begun: number[] = []
  const enders = new Map<number, () => void>()
  let most = 0
  const jobs = claims.map((claimed, index) => ({
    claims: async () => claimed,
    run: () =>
      new Promise<void>((resolve) => {
        begun.push(index)
        running.add(index)
        most = Math.max(most, running.size)
        enders.set(index, () => {
          running.delete(index)
          resolve()
        })
      }),
  }))
  const end = async (index: number): Promise<void> => {
    enders.get(index)?.()
    await turns()
  }
  return { jobs, begun, running, end, most: () => most }
}

const turns = (): Promise<void> => new Promise((resolve) => setImmediate(() => setImmediate(resolve)))

describe('schedule', () => {
  test('at most so many at once, in order', async () => {
    const { jobs, begun, end, most } = services([[], [], [], []])
    const done = schedule(jobs, 2, () => false)
    await turns()
    expect(begun).toEqual([0, 1])
    await end(1)
    expect(begun).toEqual([0, 1, 2])
    await end(0)
    await end(2)
    await end(3)
    await done
    expect([begun, most()]).toEqual([[0, 1, 2, 3], 2])
  })

  test('never two with one claim, and one that must wait lets others pass', async () => {
    const { jobs, begun, end } = services([['tcp:9000'], ['tcp:9000', 'path:x'], ['path:y'], ['path:x']])
    const done = schedule(jobs, 4, () => false)
    await turns()
    expect(begun).toEqual([0, 2, 3])
    await end(0)
    expect(begun).toEqual([0, 2, 3])
    await end(3)
    expect(begun).toEqual([0, 2, 3, 1])
    await end(2)
    await end(1)
    await done
  })

  test('what claims the same runs one after another, also with few places', async () => {
    const { jobs, begun, end, most } = services([['a'], ['a'], ['a']])
    const done = schedule(jobs, 8, () => false)
    for (const index of [0, 1, 2]) {
      await turns()
      expect(begun).toHaveLength(index + 1)
      await end(begun[index]!)
    }
    await done
    expect(most()).toBe(1)
  })

  test('once stopped nothing more begins, and what had begun is awaited', async () => {
    const { jobs, begun, end } = services([[], [], []])
    let stopped = false
    let over = false
    const done = schedule(jobs, 2, () => stopped).then(() => (over = true))
    await turns()
    stopped = true
    await end(0)
    expect([begun, over]).toEqual([[0, 1], false])
    await end(1)
    await done
    expect(begun).toEqual([0, 1])
  })

  test('no jobs are no work', async () => {
    await expect(schedule([], 8, () => false)).resolves.toBeUndefined()
  })
})
