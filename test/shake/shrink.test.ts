import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { shrink } from '../../src/shake/shrink.ts'

const forever = { tries: 1000, over: () => false }

describe('shrinking', () => {
  test('finds the parts without which nothing fails', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uniqueArray(fc.nat(63), { minLength: 1, maxLength: 4 }), async (needed) => {
        const all = Array.from({ length: 64 }, (_, index) => index)
        const found = await shrink(all, async (parts) => needed.every((part) => parts.includes(part)), forever)
        expect(found.slice().sort((a, b) => a - b)).toEqual(needed.slice().sort((a, b) => a - b))
      }),
    )
  })

  test('finds one of 64 cuts in a dozen runs', async () => {
    let runs = 0
    const all = Array.from({ length: 64 }, (_, index) => index)
    const fails = async (parts: readonly number[]): Promise<boolean> => {
      runs += 1
      return parts.includes(37)
    }
    expect(await shrink(all, fails, forever)).toEqual([37])
    expect(runs).toBeLessThanOrEqual(12)
  })

  test('ends with what it has when the tries are over', async () => {
    let runs = 0
    const found = await shrink(
      [1, 2, 3, 4, 5, 6, 7, 8],
      async (parts) => {
        runs += 1
        return parts.includes(1)
      },
      { tries: 2, over: () => false },
    )
    expect(runs).toBe(2)
    expect(found).toEqual([1, 2])
  })

  test('asks nothing when it is over from the beginning', async () => {
    const asked = (): Promise<boolean> => Promise.reject(new Error('asked'))
    expect(await shrink([1, 2, 3], asked, { tries: 9, over: () => true })).toEqual([1, 2, 3])
  })
})
