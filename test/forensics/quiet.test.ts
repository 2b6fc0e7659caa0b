import { describe, expect, test } from 'vitest'
import { indexed } from '../../src/forensics/differences.ts'
import { Identities } from '../../src/forensics/identities.ts'
import { isQuiet } from '../../src/forensics/quiet.ts'
import { eventsOf, interleaved, randomFrom } from './runs.ts'

/** Whether runs of these lines, each so many times, are quiet. */
function quiet(
  runs: readonly { readonly lines: readonly string[]; readonly times?: number }[],
  failedRuns = 1,
): boolean {
  const identities = new Identities()
  const passed = runs.map(({ lines, times = 1 }, index) =>
    indexed({
      run: index + 1,
      runs: times,
      events: identities.of(eventsOf(...lines)),
      at: new Float64Array(lines.length),
    }),
  )
  return isQuiet({ passed, laneOf: (event) => identities.event(event).lane, counts: () => true }, failedRuns)
}
const ticks = (lane: string): string[] => Array.from({ length: 20 }, (_, index) => `${lane} | ${index}`)

describe('runs that passed', () => {
  test('are quiet where each order has several', () => {
    expect(
      quiet([
        { lines: ['a | 1', 'b | 1'], times: 8 },
        { lines: ['b | 1', 'a | 1'], times: 4 },
      ]),
    ).toBe(true)
  })

  test('are not, when they are too few to say', () => {
    expect(quiet([{ lines: ['a | 1', 'b | 1'], times: 9 }])).toBe(false)
  })

  test('are not, where each has an event that no other has', () => {
    expect(quiet(Array.from({ length: 20 }, (_, run) => ({ lines: ['a | 1', `b | ${run}`] })))).toBe(false)
  })

  test('may be quiet for pairs where single runs are not', () => {
    const random = randomFrom(3)
    const runs = Array.from({ length: 40 }, () => ({ lines: interleaved(random, ticks('a'), ticks('b')) }))
    expect([quiet(runs, 1), quiet(runs, 2)]).toEqual([false, true])
  })

  test('one odd run among many changes nothing', () => {
    expect(quiet([{ lines: ['a | 1', 'b | 1'], times: 30 }, { lines: ['a | 1', 'b | 2'] }])).toBe(true)
  })
})
