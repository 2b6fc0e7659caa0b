import { expect, test } from 'vitest'
import { seededRandom } from '../../../src/net/wire/random.ts'
import { Shaper } from '../../../src/net/wire/shaper.ts'
import { Trigger } from '../../../src/net/wire/trigger.ts'
import type { Fault } from '../../../src/net/wire/fault.ts'

const at = (passed: number) => ({ direction: 'up' as const, connection: 1, passed })
const shape = (fault: Partial<Fault>, bytes: string, seed = 1, now = 0) =>
  new Shaper(seededRandom(seed), () => now).shape(Buffer.from(bytes), [
    new Trigger({ direction: 'both', ...fault }, at(0)),
  ])
const text = 'abcdefghijklmnopqrstuvwxyz'.repeat(4)

test('segments are at most as long as said, whole together, and drawn by the seed alone', () => {
  const sizes = (seed: number) => shape({ slice: 4 }, text, seed).map(({ bytes }) => bytes.length)
  expect(sizes(7)).toEqual(sizes(7))
  expect(sizes(7)).not.toEqual(sizes(8))
  expect(new Set(sizes(7))).toEqual(new Set([1, 2, 3, 4]))
  expect(
    shape({ slice: 4 }, text)
      .map(({ bytes }) => bytes.toString())
      .join(''),
  ).toBe(text)
})

test('latency is for every segment, and jitter stays within its bounds and in order', () => {
  expect(shape({ latency: 50 }, text, 1, 1000).map(({ due }) => due)).toEqual([1050])
  const dues = shape({ latency: 50, jitter: 20, slice: 1 }, text, 1, 1000).map(({ due }) => due)
  expect(dues).toEqual(dues.toSorted((one, other) => one - other))
  expect(Math.min(...dues)).toBeGreaterThanOrEqual(1030)
  expect(Math.max(...dues)).toBeLessThanOrEqual(1070)
})

test('bandwidth is bytes a second, a tenth of a second at a time', () => {
  const pieces = shape({ bandwidth: 100 }, text.slice(0, 26), 1, 1000)
  expect(pieces.map(({ bytes, due }) => [bytes.length, due])).toEqual([
    [10, 1100],
    [10, 1200],
    [6, 1260],
  ])
})

test('without a fault nothing is touched', () => {
  const bytes = Buffer.from(text)
  expect(new Shaper(seededRandom(1), () => 5).shape(bytes, [])).toEqual([{ bytes, due: 0, apart: false, of: 0 }])
})

test('a line that is cut by segments is found behind its end, once', () => {
  const trigger = new Trigger(
    { direction: 'up', after: { line: { shown: 'quit', test: (line) => line === 'quit' } } },
    at(0),
  )
  expect(trigger.placeIn(Buffer.from('no quit\nqu'), 0)).toBeUndefined()
  expect(trigger.placeIn(Buffer.from('it\r\nrest'), 10)).toBe(14)
  expect(trigger.placeIn(Buffer.from('it\r\n'), 10)).toBe(14)
})

test('a place that has been passed already is in force at once', () => {
  expect(new Trigger({ direction: 'up', after: { bytes: 5 } }, at(5)).inForce).toBe(true)
  expect(new Trigger({ direction: 'up', after: { bytes: 6 } }, at(5)).inForce).toBe(false)
})

test.each<Partial<Fault>>([{ slice: 7 }, { split: [3, 40, 41] }, { slice: 9, split: [5] }])(
  'cuts stand at the same places however the bytes arrive: %j',
  (fault) => {
    const places = (chunks: readonly string[]): number[] => {
      const shaper = new Shaper(seededRandom(3), () => 0)
      const triggers = [new Trigger({ direction: 'both', ...fault }, at(0))]
      const cuts: number[] = []
      let passed = 0
      for (const chunk of chunks)
        for (const { bytes, apart } of shaper.shape(Buffer.from(chunk), triggers)) {
          if (apart) cuts.push(passed)
          passed += bytes.length
        }
      return cuts
    }
    const whole = places([text])
    expect(whole.length).toBeGreaterThan(1)
    for (const size of [1, 2, 5, 13, 50])
      expect(places(text.match(new RegExp(`.{1,${size}}`, 'g')) as string[])).toEqual(whole)
  },
)
