import { expect, test } from 'vitest'
import { timelineOf } from '../../../page/sequence/timeline.ts'
import type { Replay } from '../../../src/model/replay.ts'
import { diagramOf } from '../../../src/picture/sequence/diagram.ts'
import { sequenceOf } from '../../../src/picture/sequence/sequence.ts'
import { throughProxy } from '../../picture/sequence/examples.ts'
import { made } from '../replay/made.ts'

const of = (replay: Replay, rowTimes = replay.times) => {
  const sequence = sequenceOf(replay)
  return timelineOf(replay, rowTimes, sequence, diagramOf(sequence))
}

test('parts of a recording have its times, arrivals too', () => {
  const { times, partAt } = of(throughProxy)
  expect(times.slice(0, 5)).toEqual([500, 1000, 1300, 1900, 2000])
  expect(times).toContain(2700)
  expect(times.every((time, part) => part === 0 || time >= (times[part - 1] as number))).toBe(true)
  expect([partAt(0), partAt(500), partAt(1999), partAt(1e9)]).toEqual([-1, 0, 3, times.length - 1])
})

test('parts of a transcript have the times at which its rows are played', () => {
  const rows = [
    [0, 'a', '*', 'listening on localhost:1'],
    [0, 'a', '|', 'one'],
    [0, 'b', '|', 'two'],
  ] as const
  expect(of(made(rows, { exact: false }), [0, 333_333, 666_666]).times).toEqual([0, 333_333, 666_666])
})

test('a row has its own part, or else the last one when it came', () => {
  const { rows, partOf } = of(throughProxy)
  expect(rows.slice(0, 5)).toEqual([0, 1, undefined, 2, 3])
  expect(partOf(3)).toBe(4)
  // The second line of what was sent at once.
  expect(partOf(4)).toBe(4)
})
