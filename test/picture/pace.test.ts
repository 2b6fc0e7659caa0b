import { describe, expect, test } from 'vitest'
import type { Replay } from '../../src/model/replay.ts'
import { pacedTerminal, pacedTimes } from '../../src/picture/pace.ts'
import { replayOf } from '../../src/picture/replay-of.ts'
import { rows, transcript } from '../transcript/raw-transcripts.ts'

const recorded = (times: readonly number[], ...written: string[]): Replay => ({
  ...replayOf(transcript(rows(...written))),
  times,
  exact: true,
})

test('the real pace is that of the recording', () => {
  expect(pacedTimes(recorded([7, 9], 'a | x', 'b | y'), 'real')).toEqual([7, 9])
})

test('a transcript knows whole seconds, so that it has no real pace', () => {
  const replay = replayOf(transcript(rows('a | x', 'b | y')))
  expect(pacedTimes(replay, 'real')).toEqual(pacedTimes(replay, 'readable'))
})

test('there is time to read each, longer for a long text, and no pause lasts for ever', () => {
  const long = 'x'.repeat(100)
  const [first, second, third, fourth] = pacedTimes(
    recorded([1, 2, 3, 60_000_000], 'a | x', `b | ${long}`, 'a | y', 'b | z'),
    'readable',
  ) as [number, number, number, number]
  expect(first).toBe(500_000)
  expect(second - first).toBe(508_000)
  expect(third - second).toBe(1_300_000)
  expect(fourth - third).toBe(2_000_000)
})

test('what a lane prints at once comes at once', () => {
  const [first, second, third] = pacedTimes(recorded([0, 3000, 3001], 'a | x', 'a | y', 'b | z'), 'readable')
  expect(second).toBe(first)
  expect(third).toBeGreaterThan(second!)
})

test('a long conversation goes faster, so that all of it lasts a minute', () => {
  const many = Array.from({ length: 400 }, (_, at) => `${at % 2 === 0 ? 'a' : 'b'} | ${at}`)
  const times = pacedTimes(replayOf(transcript(rows(...many))), 'readable')
  expect(times.at(-1)).toBe(60_000_000)
  expect(times[0]).toBeGreaterThan(0)
})

test('of very many rows, those that one picture shows come at once', () => {
  const many = Array.from({ length: 30_000 }, (_, at) => `${at % 2 === 0 ? 'a' : 'b'} | ${at}`)
  const replay = recorded(
    many.map((_, at) => at * 100),
    ...many,
  )
  for (const pace of ['readable', 'real'] as const) {
    const times = pacedTimes(replay, pace)
    expect(new Set(times).size).toBeLessThan(3700)
    expect(times).toEqual(times.toSorted((one, other) => one - other))
  }
  expect(pacedTimes(replay, 'real').at(-1)).toBeGreaterThan(2.9e6)
})

describe('a terminal', () => {
  const moments = [
    { at: 0 },
    { at: 80_000, written: 10 },
    { at: 160_000, written: 10 },
    { at: 160_500 },
    { at: 9e7, written: 1 },
  ]

  test('has the real pace where that is asked for', () => {
    expect(pacedTerminal(moments, 'real')).toEqual([0, 80_000, 160_000, 160_500, 9e7])
  })

  test('moves as it did, stays before a step until it can be read, and makes no long pause', () => {
    expect(pacedTerminal(moments, 'readable')).toEqual([0, 80_000, 160_000, 820_000, 2_820_000])
  })
})
