import { expect, test } from 'vitest'
import { Reordering } from '../../../plugins/proxy/reordering.ts'
import { seededRandom } from '../../../src/net/wire/random.ts'

test('a drawn order has every datagram once and is never the one in which they came', () => {
  for (let seed = 1; seed <= 200; seed++) {
    const size = 2 + (seed % 5)
    const reordering = new Reordering<number>(size, seededRandom(seed))
    const group = Array.from({ length: size }, (_, number) => number)
    const released = group.flatMap((number) => reordering.take(number))
    expect(released.toSorted()).toEqual(group)
    expect(released).not.toEqual(group)
  }
})

test('what there is of a group keeps to the written order', () => {
  const reordering = new Reordering<string>([3, 1, 2], () => 0)
  expect([...reordering.take('a'), ...reordering.take('b')]).toEqual([])
  expect(reordering.release()).toEqual(['a', 'b'])
})
