import { expect, test } from 'vitest'
import { skipTo } from '../../../src/run/lane/cursor.ts'
import { receive, laneForTest, rowsOfLane } from './lane-for-test.ts'

test('within a step stdout stands before stderr, and the end behind both, in whatever order they were passed', () => {
  const { lane } = laneForTest()
  receive(lane, 'out 1\nout 2\n')
  lane.receive(Buffer.from('err 1\nerr 2\nrest'), 'stderr')
  lane.event({ name: 'exit', words: 'exited 1', ends: 'all', code: 1 })
  skipTo(lane, lane.stream('stderr'))
  skipTo(lane, lane.main)
  expect(rowsOfLane(lane)).toEqual(['| out 1', '| out 2', '! err 1', '! err 2', '~ rest', '* exited 1'])
  expect(rowsOfLane(lane)).toEqual([])
})
