import { expect, test } from 'vitest'
import { skipTo } from '../../../src/run/lane/cursor.ts'
import { laneForTest, receive, rowsOfLane } from './lane-for-test.ts'

test('sequences are left out wherever reads cut them, each stream by itself, and the recording has them', () => {
  const { lane, events } = laneForTest()
  lane.stripEscapes()
  receive(lane, 'one \u001b[3')
  lane.receive(Buffer.from('\u001b[1merr\u001b[0m\n'), 'stderr')
  receive(lane, '1mred\n')
  skipTo(lane, lane.main)
  skipTo(lane, lane.stream('stderr'))
  expect(rowsOfLane(lane)).toEqual(['| one red', '! err'])
  const recorded = events.flatMap((event) => (event.type === 'received' ? [Buffer.from(event.bytes).toString()] : []))
  expect(recorded.join('')).toBe('one \u001b[3\u001b[1merr\u001b[0m\n1mred\n')
})

test('the beginning of one stands as it is when the stream ends', () => {
  const { lane } = laneForTest()
  lane.stripEscapes()
  receive(lane, 'end \u001b[3')
  lane.event({ name: 'eof', silent: true, ends: 'stream' })
  skipTo(lane, lane.main)
  expect(rowsOfLane(lane)).toEqual(['~ end \u001b[3'])
})
