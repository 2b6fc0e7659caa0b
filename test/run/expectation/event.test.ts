import { describe, expect, test } from 'vitest'
import type { RunLane } from '../../../src/run/lane/lane.ts'
import { look } from '../../../src/run/expectation/look.ts'
import { receive, laneForTest, rowsOfLane } from '../lane/lane-for-test.ts'
import { eventNamed, runOf } from './expectation-run.ts'

const nextOf = (lane: RunLane, name: string, stream?: string) =>
  look(runOf(lane, eventNamed(name), { next: true, ...(stream === undefined ? {} : { stream }) }))
const violated = {
  state: 'never',
  code: 'expectation-violated',
  why: expect.stringMatching(/^(the line “(half a line|a line|a warning)”|“drain”|something else) stands before it$/),
}
const fin = { name: 'end', words: 'FIN received', ends: 'stream' } as const

describe('next', () => {
  test('takes an event with nothing before it', () => {
    const { lane } = laneForTest()
    lane.event({ name: 'drain' })
    expect(nextOf(lane, 'drain')).toMatchObject({ state: 'met', text: 'drain' })
    expect(rowsOfLane(lane)).toEqual(['* drain'])
  })

  test.each(['a line\n', 'half a line'])('fails at %j before the event', (text) => {
    const { lane } = laneForTest()
    receive(lane, text)
    lane.event(fin)
    expect(nextOf(lane, 'end')).toMatchObject(violated)
    expect(rowsOfLane(lane)).toEqual([])
  })

  test('takes an event that stands before an unread line', () => {
    const { lane } = laneForTest()
    lane.event({ name: 'drain' })
    receive(lane, 'behind it\n')
    expect(nextOf(lane, 'drain').state).toBe('met')
  })

  test('takes an event in the middle of a line, which stands behind it', () => {
    const { lane } = laneForTest()
    receive(lane, 'read\n')
    lane.main.advance(lane.main.window.end)
    lane.event({ name: 'drain' })
    receive(lane, 'rest\n')
    expect(nextOf(lane, 'drain').state).toBe('met')
  })

  test('fails at another event that has no row yet', () => {
    const { lane } = laneForTest()
    lane.event({ name: 'drain' })
    lane.event(fin)
    expect(nextOf(lane, 'end')).toMatchObject(violated)
    expect(nextOf(lane, 'drain').state).toBe('met')
    expect(nextOf(lane, 'end').state).toBe('met')
  })

  test('passes a silent event', () => {
    const { lane } = laneForTest()
    lane.event({ name: 'eof', silent: true })
    lane.event(fin)
    expect(nextOf(lane, 'end').state).toBe('met')
  })

  test('of another stream takes the end of the actor only when nothing is unread there', () => {
    const exited = { name: 'exit', words: 'exited 0', ends: 'all' } as const
    const { lane } = laneForTest()
    lane.stream('stderr')
    lane.event(exited)
    expect(nextOf(lane, 'exit', 'stderr').state).toBe('met')
    const other = laneForTest().lane
    other.receive(Buffer.from('a warning\n'), 'stderr')
    other.event(exited)
    expect(nextOf(other, 'exit', 'stderr')).toMatchObject(violated)
  })

  test('of an event out of band does not look at the lines', () => {
    const { lane } = laneForTest()
    receive(lane, 'unread\n')
    lane.event({ name: 'timeout', outOfBand: true })
    expect(nextOf(lane, 'timeout').state).toBe('met')
  })
})

describe('without', () => {
  const bad = (line: string) => line === 'bad'
  test('fails at the line before the event, and only there', () => {
    const { lane } = laneForTest()
    receive(lane, 'good\nbad\n')
    lane.event(fin)
    expect(look(runOf(lane, eventNamed('end'), {}, bad))).toMatchObject({
      code: 'expectation-violated',
      why: '“bad” came first',
    })
    const { lane: other } = laneForTest()
    receive(other, 'good\n')
    other.event(fin)
    expect(look(runOf(other, eventNamed('end'), {}, bad)).state).toBe('met')
  })
})
