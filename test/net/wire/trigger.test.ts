import { describe, expect, test } from 'vitest'
import type { Effects } from '../../../src/net/wire/fault.ts'
import { Trigger } from '../../../src/net/wire/trigger.ts'

const triggerOf = (effects: Effects): Trigger =>
  new Trigger({ direction: 'up', ...effects }, { direction: 'up', connection: 1, passed: 0 })

/** What is missing of a fault when nothing, bytes, or the end of the stream has passed. */
function missingOf(effects: Effects): (string | undefined)[] {
  const [before, bytes, end] = [triggerOf(effects), triggerOf(effects), triggerOf(effects)]
  bytes.meet('bytes')
  end.meet('end')
  return [before, bytes, end].map((each) => each.missing())
}

describe('a fault that lasts has affected something', () => {
  test.each<[string, Effects]>([
    ['latency', { latency: 5 }],
    ['jitter', { jitter: 5 }],
    ['stop', { stop: true }],
    ['latency beside slow-close', { latency: 5, 'slow-close': 5 }],
  ])('when anything has passed: %s', (_, effects) => {
    expect(missingOf(effects)).toEqual(['nothing had passed up', undefined, undefined])
  })

  test.each<[string, Effects]>([
    ['bandwidth', { bandwidth: 1000 }],
    ['slice', { slice: 3 }],
  ])('when bytes have passed: %s', (_, effects) => {
    expect(missingOf(effects)).toEqual(['no bytes had passed up', undefined, 'no bytes had passed up'])
  })

  test('when the stream has ended: slow-close', () => {
    expect(missingOf({ 'slow-close': 5 })).toEqual(['no FIN had passed up', 'no FIN had passed up', undefined])
  })
})

test('only the first effect of a fault is reported', () => {
  const late = triggerOf({ latency: 5 })
  expect([late.meet('bytes'), late.meet('bytes'), late.meet('end')]).toEqual([true, false, false])
  const closing = triggerOf({ 'slow-close': 5 })
  expect([closing.meet('bytes'), closing.meet('end')]).toEqual([false, true])
})

test('what ends connections strikes at once, also a number of times; what only affects bytes waits for them', () => {
  const budget = () => ({ budget: { left: 1 } })
  const struck = (effects: Effects): boolean =>
    new Trigger({ direction: 'up', ...budget(), ...effects }, { direction: 'up', connection: 1, passed: 9 }).inForce
  expect([struck({ reset: true }), struck({ 'half-close': true }), struck({ timeout: 5 })]).toEqual([true, true, true])
  expect([struck({ corrupt: 1 }), struck({ latency: 5 })]).toEqual([false, false])
})
