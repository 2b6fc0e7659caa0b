import { describe, expect, test } from 'vitest'
import { takeBytes } from '../../../src/run/lane/cursor.ts'
import { laneForTest, receive } from './lane-for-test.ts'

/** The row of two bytes that were taken as a text. */
function rowOf(bytes: readonly number[], stream = 'stdout') {
  const { lane } = laneForTest()
  lane.receive(Buffer.from(bytes), stream)
  takeBytes(lane, lane.stream(stream), bytes.length, 'text', { name: 'id' })
  return lane.rows.flush(0)
}

describe('the row of taken bytes', () => {
  test.each(Array.from({ length: 256 }, (_, byte) => [byte]))('has the same mark when one of them is %i', (byte) => {
    for (const bytes of [
      [byte, 0x41],
      [0x41, byte],
      [byte, byte],
    ]) {
      const [row, ...others] = rowOf(bytes)
      expect(others).toEqual([])
      expect(row?.mark).toBe('~')
      expect(row?.places).toEqual([{ start: 0, end: row?.text.length, name: 'id' }])
    }
  })

  test('has each of them, a line feed at the end too, on each stream', () => {
    const marked = (stream: string) => rowOf([0x61, 0x0a], stream).map(({ mark, text }) => [mark, text])
    expect(marked('stdout')).toEqual([['~', 'a\n']])
    expect(marked('stderr')).toEqual([['~', 'a\n']])
  })

  test('stands there for no bytes, when they have a name', () => {
    const { lane } = laneForTest()
    receive(lane, 'next')
    takeBytes(lane, lane.main, 0, 'text', { name: 'body' })
    takeBytes(lane, lane.main, 0, 'text')
    expect(lane.rows.flush(0).map(({ mark, text }) => [mark, text])).toEqual([['~', '']])
  })

  test('has the places of those that may be any, in a row of bytes alone', () => {
    const placesOf = (shows: 'bytes' | 'text') => {
      const { lane } = laneForTest()
      receive(lane, 'abc')
      takeBytes(lane, lane.main, 3, shows, { any: [1] })
      return lane.rows.flush(0)[0]?.places
    }
    expect(placesOf('bytes')).toEqual([{ start: 1, end: 2, name: '??' }])
    expect(placesOf('text')).toBeUndefined()
  })
})
