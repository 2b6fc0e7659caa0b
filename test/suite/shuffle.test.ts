import fc from 'fast-check'
import { expect, test } from 'vitest'
import { shuffled } from '../../src/suite/shuffle.ts'

const ids = Array.from({ length: 40 }, (_, at) => `scenarios/${at}.yaml`)
const named = (all: readonly string[], seed: number): string[] => shuffled(all, seed).map((at) => all[at] as string)

test('each id once, in the same order for the same seed, whatever the order before', () => {
  fc.assert(
    fc.property(fc.nat(), fc.shuffledSubarray(ids, { minLength: 2 }), (seed, some) => {
      const order = named(some, seed)
      expect(order.toSorted()).toEqual(some.toSorted())
      expect(named(some.toReversed(), seed)).toEqual(order)
      // With one less, all others keep their order.
      expect(named(some.slice(1), seed)).toEqual(order.filter((id) => id !== some[0]))
    }),
  )
})

test('another seed, another order; one seed has this order on every machine', () => {
  expect(named(ids, 1)).not.toEqual(named(ids, 2))
  expect(named(ids, 1)).not.toEqual(ids)
  expect(named(['a', 'b', 'c', 'd', 'e'], 7)).toEqual(['e', 'c', 'd', 'b', 'a'])
})
