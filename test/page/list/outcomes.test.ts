import { expect, test } from 'vitest'
import { countOutcomes, countTags, lookOf } from '../../../page/list/outcomes.ts'
import { entry } from '../made.ts'

const entries = [
  entry({ id: 'a', tags: ['b', 'a', 'a'] }),
  entry({ id: 'b', outcome: 'failed', tags: ['b'] }),
  entry({ id: 'c' }),
]

test('outcomes are counted, worst first, and tags by name', () => {
  expect(countOutcomes(entries)).toEqual([
    ['failed', 1],
    ['passed', 2],
  ])
  expect(countTags(entries)).toEqual([
    ['a', 1],
    ['b', 2],
  ])
})

test('an outcome that is not known has a look too', () => {
  expect(lookOf('failed')).toEqual({ sign: '✗', tone: 'bad' })
  expect(lookOf('toString')).toEqual({ sign: '?', tone: 'quiet' })
})
