import { expect, test } from 'vitest'
import { skipTo } from '../../../src/run/lane/cursor.ts'
import { hear, laneForTest, told } from './lane-for-test.ts'

test('within a step stdout stands before stderr, and the end behind both, in whatever order they were passed', () => {
  const { lane } = laneForTest()
  hear(lane, 'out 1\nout 2\n')
  lane.hear(Buffer.from('err 1\nerr 2\nrest'), 'stderr')
  lane.happened({ name: 'exit', words: 'exited 1', ends: 'all', code: 1 })
  skipTo(lane, lane.stream('stderr'))
  skipTo(lane, lane.main)
  expect(told(lane)).toEqual(['| out 1', '| out 2', '! err 1', '! err 2', '~ rest', '* exited 1'])
  expect(told(lane)).toEqual([])
})
