import { describe, expect, test } from 'vitest'
import { duplicateShards, missingShards } from '../../src/suite/missing-shards.ts'

const shard = (index: number, total: number, split = 'a', of = 9) => ({ index, total, of, split })

describe('shards that are not there', () => {
  test('none of a whole suite, nor of two', () => {
    expect(missingShards([])).toEqual([])
    expect(missingShards([shard(2, 2), shard(1, 2)])).toEqual([])
    expect(missingShards([shard(2, 2), shard(1, 2), shard(1, 1, 'b')])).toEqual([])
    expect(missingShards([shard(2, 2), shard(1, 2, 'b'), shard(1, 2), shard(2, 2, 'b')])).toEqual([])
  })

  test.each([
    [[shard(1, 3), shard(3, 3)], 'shard 2 of 3 is missing'],
    [[shard(2, 3)], 'shards 1, 3 of 3 are missing'],
    [[shard(1, 40)], 'shards 2, 3, 4, 5, 6, 7, 8, 9, 10, 11 and more of 40 are missing'],
  ])('%j', (shards, message) => expect(missingShards(shards)).toMatchObject([{ code: 'shard-missing', message }]))

  test('of each of two suites', () => {
    const problems = missingShards([shard(1, 2), shard(1, 3, 'b'), shard(2, 3, 'b')])
    expect(problems.map(({ message }) => message)).toEqual(['shard 2 of 2 is missing', 'shard 3 of 3 is missing'])
  })

  test('shards that were cut from different lists', () => {
    expect(missingShards([shard(3, 3), shard(1, 3), shard(2, 3, 'b', 10)])).toMatchObject([
      {
        code: 'shard-mismatch',
        message: 'the shards are parts of different lists of scenarios: 1, 3 (of 9 scenarios), 2 (of 10 scenarios)',
      },
    ])
  })
})

test('a shard that two files have', () => {
  const files = [shard(1, 2), shard(2, 2), shard(1, 2), shard(1, 2, 'b')]
  expect(duplicateShards(files.map((one, at) => ({ shard: one, file: `${at}.jsonl` })))).toMatchObject([
    { code: 'shard-duplicate', message: '0.jsonl and 2.jsonl are both shard 1/2' },
  ])
})
