import { describe, expect, test } from 'vitest'
import { partsOf } from '../../src/shake/parts.ts'
import { placesThatMatter } from '../../src/shake/places.ts'
import { planOfRun, plansOfEveryByte } from '../../src/shake/plans.ts'
import { streamOf } from './streams.ts'

const up = streamOf('PUT something\r\nGET it\r\n')
const down = streamOf('OK\r\nsomething\r\n', { direction: 'down' })
const runs = Array.from({ length: 200 }, (_, index) => index + 1)

describe('the plan of a run', () => {
  test('is the same for the same seed and run', () => {
    for (const run of runs) expect(planOfRun(42, run, [up, down])).toEqual(planOfRun(42, run, [up, down]))
    expect(runs.map((run) => planOfRun(42, run, [up, down]))).not.toEqual(
      runs.map((run) => planOfRun(43, run, [up, down])),
    )
  })

  test('cuts only inside of streams', () => {
    const lengths = { up: up.length, down: down.length }
    for (const run of runs)
      for (const { direction, cuts = [], joins = [], delays = [] } of planOfRun(1, run, [up, down]).faults) {
        const length = lengths[direction]
        for (const at of cuts) expect(at > 0 && at < length).toBe(true)
        for (const { from, to } of joins) expect(from >= 0 && from < to && to <= length).toBe(true)
        for (const { at, milliseconds } of delays) expect(at < length && milliseconds >= 1).toBe(true)
      }
  })

  test('over a hundred runs cuts once at each place that matters, by itself', () => {
    const single = new Set(
      runs.slice(0, 100).flatMap((run) => {
        const parts = partsOf(planOfRun(7, run, [up, down]))
        return parts.length === 1 ? parts.map((part) => JSON.stringify(part)) : []
      }),
    )
    for (const { at } of placesThatMatter(up.bytes))
      expect(single).toContain(
        JSON.stringify({ kind: 'cut', stream: { actor: 'server', connection: 1, direction: 'up' }, at }),
      )
  })

  test('delivers a stream byte by byte, and one in one piece, within ten runs', () => {
    const plans = runs.slice(0, 10).map((run) => planOfRun(3, run, [up]))
    expect(plans.some(({ faults }) => faults[0]?.cuts?.length === up.length - 1)).toBe(true)
    expect(plans.some(({ faults }) => faults[0]?.joins?.[0]?.to === up.length)).toBe(true)
    expect(plans.some(({ order }) => order !== undefined)).toBe(true)
  })

  test('without streams changes the order of actors and the pieces of lanes', () => {
    const plan = planOfRun(1, 1, [streamOf('x')])
    expect(plan.faults).toEqual([])
    expect(plan.order).toBeDefined()
    expect(plan.pieces).toBeDefined()
  })
})

test('every byte: one cut at each position of each stream', () => {
  const plans = plansOfEveryByte([streamOf('abc'), streamOf('x'), streamOf('hi', { direction: 'down' })])
  expect(plans.map(({ faults }) => `${faults[0]?.direction} ${faults[0]?.cuts?.join()}`)).toEqual([
    'up 1',
    'up 2',
    'down 1',
  ])
})
