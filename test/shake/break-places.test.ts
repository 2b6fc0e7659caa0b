import { expect, test } from 'vitest'
import { breakPlaces } from '../../src/shake/break-places.ts'
import { streamOf } from './streams.ts'

test('a connection is broken before the first byte, within each line and behind it', () => {
  expect(breakPlaces(streamOf('GET a\nGET b\n'), 'reset')).toEqual([0, 3, 6, 9, 12])
})

test('an answer also breaks behind its first byte and before its last', () => {
  expect(breakPlaces(streamOf('hello Ada\n', { direction: 'down' }), 'reset')).toEqual([0, 1, 5, 9, 10])
})

test('what has no lines has a message wherever the other side has spoken', () => {
  const stream = streamOf(new Uint8Array([0, 2, 7, 7, 0, 2, 8, 8]), { messages: [4] })
  expect(breakPlaces(stream, 'half-close')).toEqual([0, 2, 4, 6, 8])
})

test('of many messages only the first and the last, and fewer where all of them wait', () => {
  const long = streamOf('ab\n'.repeat(1000), { direction: 'down' })
  const places = breakPlaces(long, 'reset')
  expect(places).toHaveLength(1 + 12 * 3)
  expect(places.at(-1)).toBe(3000)
  expect(breakPlaces(long, 'stop')).toEqual([0, 1, 3, 4, 6, 2998, 3000])
})

test('an empty stream breaks at its beginning', () => {
  expect(breakPlaces(streamOf(''), 'stop')).toEqual([0])
})
