import { describe, expect, test } from 'vitest'
import type { Plan } from '../../src/model/shake.ts'
import { partsOf, planOfParts } from '../../src/shake/parts.ts'

const plan: Plan = {
  faults: [
    {
      actor: 'server',
      connection: 2,
      direction: 'up',
      cuts: [3, 7],
      joins: [{ from: 0, to: 9 }],
      delays: [{ at: 4, milliseconds: 20 }],
      breaks: { at: 5, what: 'reset' },
    },
    { actor: 'server', connection: 2, direction: 'down', cuts: [1] },
  ],
  order: 5,
  pieces: 6,
}

describe('the parts of a plan', () => {
  test('make the plan again', () => {
    expect(partsOf(plan)).toHaveLength(8)
    expect(planOfParts(partsOf(plan))).toEqual(plan)
  })

  test('make a plan in order, whatever theirs is', () => {
    expect(planOfParts([...partsOf(plan)].reverse()).faults.find(({ direction }) => direction === 'up')).toEqual(
      plan.faults[0],
    )
  })

  test('of nothing are none', () => {
    expect(partsOf({ faults: [] })).toEqual([])
    expect(planOfParts([])).toEqual({ faults: [] })
  })
})
