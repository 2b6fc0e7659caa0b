import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { durationsOf, learned, mediansOf, parseTimings, timingsText, together } from '../../src/suite/timings.ts'

const times = fc.array(fc.nat(), { minLength: 1, maxLength: 5 })

describe('timings in a file', () => {
  test('come back, and the same ones are the same text in whatever order they came', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.tuple(fc.string(), times), { selector: ([id]) => id }), (entries) => {
        const text = timingsText(new Map(entries))
        expect(new Map(parseTimings(text))).toEqual(new Map(entries))
        expect(timingsText(new Map(entries.toReversed()))).toBe(text)
      }),
    )
  })

  test.each([
    '',
    '{',
    'null',
    '[]',
    '{"version": 2, "timings": {}}',
    '{"version": 1}',
    '{"version": 1, "timings": []}',
    '{"version": 1, "timings": {"a": []}}',
    '{"version": 1, "timings": {"a": [1.5]}}',
    '{"version": 1, "timings": {"a": ["1"]}}',
    '{"version": 1, "timings": {"a": 1}}',
  ])('%s has none', (text) => expect(parseTimings(text)).toBeUndefined())
})

test('the last five of each are kept, and others stay', () => {
  let known = learned(new Map([['b', [7]]]), new Map([['a', 1.4]]))
  for (const time of [2, 3, 4, 5, 6]) known = learned(known, new Map([['a', time]]))
  expect(known).toEqual(
    new Map([
      ['b', [7]],
      ['a', [2, 3, 4, 5, 6]],
    ]),
  )
})

test('a run that takes as long as before teaches nothing, one that does not is learned', () => {
  const known = new Map([['a', [2, 3, 4, 5, 6]]])
  expect(learned(known, new Map([['a', 6.3]]))).toBe(known)
  expect(learned(known, new Map([['a', 6.6]])).get('a')).toEqual([3, 4, 5, 6, 7])
  expect(learned(new Map([['a', [2, 9]]]), new Map([['a', 5]])).get('a')).toEqual([2, 9, 5])
})

test('an entry takes the median of its runs, and an unknown one that of the others', () => {
  const medians = mediansOf(
    new Map([
      ['a', [9, 1, 5]],
      ['b', [4, 2]],
      ['c', [100]],
    ]),
  )
  expect([...medians]).toEqual([
    ['a', 5],
    ['b', 2],
    ['c', 100],
  ])
  expect(durationsOf(['a', 'new', 'b', 'c'], medians)).toEqual([5, 5, 2, 100])
  expect(durationsOf(['new', 'b'], medians)).toEqual([2, 2])
  expect(durationsOf(['new'], medians)).toBeUndefined()
})

test('several at once take their share of the sum, and not less than the longest', () => {
  expect(together([10, 10, 10, 10], 2)).toBe(20)
  expect(together([10, 30, 10], 8)).toBe(30)
  expect(together([], 8)).toBe(0)
})
