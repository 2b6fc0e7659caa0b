import { describe, expect, test } from 'vitest'
import { readShard } from '../../src/cli/shard-flag.ts'

describe('a shard as it is written', () => {
  test.each([
    ['1/1', { index: 1, total: 1 }],
    ['2/3', { index: 2, total: 3 }],
    ['003/12', { index: 3, total: 12 }],
  ])('%s', (written, shard) => expect(readShard(written, {})).toEqual({ shard }))

  test.each(['0/3', '4/3', '1', '1/0', '1/', '/3', 'a/b', '1/2/3', '-1/3', '1.5/3', ' 1/3', 'auto/', 'automatic', ''])(
    '“%s” is none',
    (written) => expect(readShard(written, {})).toMatchObject({ problem: { code: 'usage' } }),
  )

  test('one that is counted from 0 is explained', () => {
    expect(readShard('0/3', {})).toMatchObject({ problem: { hint: expect.stringContaining('counted from 1') } })
  })
})

describe('a shard from the variables of a CI system', () => {
  test.each([
    ['GitLab', 'auto', { CI_NODE_INDEX: '2', CI_NODE_TOTAL: '3' }],
    ['CircleCI', 'auto', { CIRCLE_NODE_INDEX: '1', CIRCLE_NODE_TOTAL: '3' }],
    ['Buildkite', 'auto', { BUILDKITE_PARALLEL_JOB: '1', BUILDKITE_PARALLEL_JOB_COUNT: '3' }],
    ['Kubernetes', 'auto/3', { JOB_COMPLETION_INDEX: '1' }],
    ['the number given too', 'auto/3', { CI_NODE_INDEX: '2', CI_NODE_TOTAL: '3' }],
  ])('%s', (_, written, env) => expect(readShard(written, env)).toEqual({ shard: { index: 2, total: 3 } }))

  test('a job of GitLab that is not parallel is the only shard', () => {
    expect(readShard('auto', { CI_NODE_TOTAL: '1' })).toEqual({ shard: { index: 1, total: 1 } })
    expect(readShard('auto/4', { CI_NODE_TOTAL: '1' })).toMatchObject({ problem: { code: 'usage' } })
  })

  test.each([
    ['no variable', 'auto', {}, 'CIRCLE_NODE_INDEX and CIRCLE_NODE_TOTAL (CircleCI)'],
    ['empty variables', 'auto', { CI_NODE_INDEX: '', CI_NODE_TOTAL: '' }, 'JOB_COMPLETION_INDEX'],
    ['no number of shards', 'auto', { JOB_COMPLETION_INDEX: '1' }, 'not how many shards there are'],
    ['another number', 'auto/4', { CI_NODE_INDEX: '2', CI_NODE_TOTAL: '3' }, 'CI_NODE_TOTAL is “3”'],
    ['beyond the number', 'auto', { CI_NODE_INDEX: '4', CI_NODE_TOTAL: '3' }, 'CI_NODE_INDEX “4” is not one of 3'],
    ['no number at all', 'auto', { CI_NODE_INDEX: 'x', CI_NODE_TOTAL: '3' }, 'counted from 1'],
  ])('%s', (_, written, env, message) =>
    expect(readShard(written, env)).toMatchObject({ problem: { message: expect.stringContaining(message) } }),
  )
})
