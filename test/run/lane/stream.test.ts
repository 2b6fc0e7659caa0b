import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { LineItem } from '../../../src/run/lane/line-cutter.ts'
import type { Stream } from '../../../src/run/lane/stream.ts'
import { receive, laneForTest } from './lane-for-test.ts'

const lineAt = (stream: Stream) => {
  const item = stream.peek()
  return item?.kind === 'line' ? stream.text(item) : item?.event.name
}

describe('a stream', () => {
  test('has a line only when it is whole', () => {
    const { lane } = laneForTest()
    receive(lane, 'Hel')
    expect(lane.main.peek()).toBeUndefined()
    receive(lane, 'lo\r\nnext')
    expect(lineAt(lane.main)).toBe('Hello')
  })

  test('keeps what happened in its place among the bytes', () => {
    const { lane } = laneForTest()
    receive(lane, 'last words\nunfinished')
    lane.event({ name: 'end', ends: 'stream' })
    expect(lineAt(lane.main)).toBe('last words')
    lane.main.advance((lane.main.peek() as LineItem).next)
    expect(lane.main.peek()).toMatchObject({ kind: 'line', unfinished: true })
    expect(lineAt(lane.main)).toBe('unfinished')
    lane.main.advance((lane.main.peek() as LineItem).next)
    expect(lineAt(lane.main)).toBe('end')
  })

  test('knows when each line arrived', () => {
    const { lane } = laneForTest()
    receive(lane, 'a\nb')
    receive(lane, '\nc\n')
    const [a, b, c] = lane.main.lines() as [LineItem, LineItem, LineItem]
    expect([a, b, c].map((line) => lane.main.arrival(line.next))).toEqual([1, 2, 2])
  })

  test('its newest lines are those that all of them end with', () =>
    fc.assert(
      fc.property(
        fc.stringMatching(/^[ab\n]{0,40}$/),
        fc.nat({ max: 20 }),
        fc.integer({ min: 1, max: 5 }),
        (text, read, most) => {
          const { lane } = laneForTest(2000, undefined, { longest: 4 })
          receive(lane, text)
          for (let passed = 0; passed < read; passed++) {
            const item = lane.main.peek()
            if (item?.kind === 'line') lane.main.advance(item.next)
          }
          expect(lane.main.lastLines(most)).toEqual(lane.main.lines().slice(-most))
        },
      ),
    ))

  test('a line out of the middle leaves its neighbours and what happened behind them', () => {
    const { lane } = laneForTest()
    receive(lane, 'a\nb\nc\n')
    lane.event({ name: 'end', ends: 'stream' })
    lane.main.remove(lane.main.lines()[1] as LineItem)
    expect(lane.main.lines().map((line) => lane.main.text(line))).toEqual(['a', 'c'])
    lane.main.advance((lane.main.lines()[1] as LineItem).next)
    expect(lineAt(lane.main)).toBe('end')
  })

  test('messages are lines by themselves, empty ones too', () => {
    const { lane } = laneForTest()
    lane.receive(Buffer.from('one\ntwo'), undefined, 'text')
    lane.receive(Buffer.from('three'), undefined, 'text')
    expect(lane.main.lines().map((line) => lane.main.text(line))).toEqual(['one\ntwo', 'three'])
  })
})
