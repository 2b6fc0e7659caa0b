import { expect, test } from 'vitest'
import {
  advance,
  begin,
  changeSpeed,
  seek,
  shareAt,
  shareOf,
  toShare,
  toRows,
  toggle,
  toStep,
  withPace,
  type Playing,
} from '../../../page/replay/player.ts'
import type { PlayPace } from '../../../page/replay/play-clock.ts'
import { sceneOf, stepAt } from '../../../page/replay/scene.ts'
import { made, madeSteps } from './made.ts'

/** Two rows at the same time, and a pause of a minute before the last. */
const scene = sceneOf(
  made(
    [
      [100_000, 'a', '|', 'one'],
      [200_000, 'a', '|', 'two'],
      [200_000, 'b', '|', 'three'],
      [60_000_000, 'b', '|', 'four'],
    ],
    { steps: madeSteps(50_000, 150_000, 300_000) },
  ),
)

const folded = (playing: Playing) => withPace(scene, playing, 'folded')

test('it begins where all is seen, or at a time', () => {
  expect(begin(scene)).toMatchObject({ at: 60_000_000, rows: 4, plays: false })
  expect(begin(scene, 199_999)).toMatchObject({ rows: 1 })
  expect(begin(scene, -5)).toMatchObject({ at: 0, rows: 0 })
  expect(begin(scene, 1e12)).toMatchObject({ at: 60_000_000, rows: 4 })
})

test('rows are seen one by one, also those of one moment', () => {
  let playing = begin(scene, 0)
  const seen: number[][] = []
  for (let index = 0; index < 5; index++) {
    playing = toRows(scene, playing, playing.rows + 1)
    seen.push([playing.rows, playing.at])
  }
  expect(seen).toEqual([
    [1, 100_000],
    [2, 200_000],
    [3, 200_000],
    [4, 60_000_000],
    [4, 60_000_000],
  ])
  expect(toRows(scene, playing, -1)).toMatchObject({ rows: 0, at: 0 })
})

test('steps are gone to one by one, both ways', () => {
  const at = (playing: { readonly at: number }) => playing.at
  const first = toStep(scene, begin(scene, 0), 1)
  const second = toStep(scene, first, 1)
  expect([at(first), at(second), second.rows]).toEqual([50_000, 150_000, 1])
  expect(at(toStep(scene, second, -1))).toBe(50_000)
  expect(at(toStep(scene, first, -1))).toBe(0)
  expect(at(toStep(scene, begin(scene), 1))).toBe(60_000_000)
  expect([0, 50_000, 149_999, 1e9].map((time) => stepAt(scene, time)?.index)).toEqual([undefined, 0, 0, 2])
})

test('playing goes on with the clock and its speed, and stops at the end', () => {
  let playing = toggle(scene, folded(begin(scene)))
  expect(playing).toMatchObject({ at: 0, rows: 0, plays: true })
  playing = advance(scene, playing, 100)
  expect(playing).toMatchObject({ at: 100_000, rows: 1 })
  playing = advance(scene, changeSpeed(playing, 1), 50)
  expect(playing).toMatchObject({ at: 200_000, rows: 3, plays: true })
  expect(advance(scene, toggle(scene, playing), 50)).toMatchObject({ at: 200_000, plays: false })
  expect(advance(scene, playing, 60_000)).toMatchObject({ at: 60_000_000, rows: 4, plays: false })
})

test('a pause is shortened unless time is to be real; the time stays that of the run', () => {
  const playing = { ...folded(seek(scene, begin(scene), 200_000)), plays: true }
  expect(advance(scene, playing, 250).at).toBeCloseTo(30_100_000, -1)
  expect(advance(scene, playing, 500)).toMatchObject({ at: 60_000_000, rows: 4 })
  expect(advance(scene, withPace(scene, playing, 'real'), 500).at).toBe(700_000)
})

test('what came at once comes row by row where it is to be read, from any row on', () => {
  let playing = toggle(scene, begin(scene))
  const seen = new Set<number>()
  for (let frame = 0; frame < 1000 && playing.plays; frame++) {
    playing = advance(scene, playing, 16)
    seen.add(playing.rows)
  }
  expect([...seen]).toEqual([0, 1, 2, 3, 4])
  expect(playing).toMatchObject({ at: 60_000_000, rows: 4, plays: false })
  const third = toggle(scene, toRows(scene, playing, 3))
  expect(advance(scene, third, 16)).toMatchObject({ rows: 3, plays: true })
})

test('at the lowest speed frames of the screen add up', () => {
  const short = sceneOf(made([[4, 'a', '|', 'at once']]))
  let playing = { ...withPace(short, begin(short, 0), 'real'), plays: true, speed: 0.25 }
  for (let frame = 0; frame < 16; frame++) playing = advance(short, playing, 0.001)
  expect(playing).toMatchObject({ at: 4, rows: 1 })
})

test('the timeline shows the share that is played, and leads there', () => {
  const at = (time: number, pace: PlayPace) => withPace(scene, seek(scene, begin(scene), time), pace)
  expect(shareOf(scene, at(200_000, 'folded'))).toBeCloseTo(2 / 7)
  expect(shareOf(scene, at(30_000_000, 'real'))).toBe(0.5)
  for (const pace of ['readable', 'folded', 'real'] as const) {
    const there = at(150_000, pace)
    expect(shareAt(scene, pace, 150_000)).toBe(shareOf(scene, there))
    expect(toShare(scene, there, shareOf(scene, there)).at).toBeCloseTo(150_000, 3)
    expect([0, 1].map((share) => toShare(scene, there, share))).toMatchObject([
      { at: 0, rows: 0 },
      { at: 60_000_000, rows: 4 },
    ])
  }
})

test('rows that are to be read have much of the timeline, also before a long pause', () => {
  const rows = [10, 20, 30, 40, 5_000_000].map((at, place) => [at, place % 2 === 0 ? 'a' : 'b', '|', 'x'] as const)
  const talks = sceneOf(made(rows))
  expect(shareAt(talks, 'folded', 40)).toBeLessThan(0.001)
  expect(shareAt(talks, 'readable', 40)).toBeCloseTo(0.5, 1)
})

test('the speed has ends', () => {
  let playing = begin(scene)
  for (let index = 0; index < 10; index++) playing = changeSpeed(playing, 1)
  expect(playing.speed).toBe(16)
  for (let index = 0; index < 10; index++) playing = changeSpeed(playing, -1)
  expect(playing.speed).toBe(0.25)
})

test('a replay of nothing is over at once', () => {
  const empty = sceneOf(made([]))
  expect(toggle(empty, begin(empty))).toMatchObject({ at: 0, rows: 0 })
  expect(advance(empty, toggle(empty, begin(empty)), 16).plays).toBe(false)
  expect(shareOf(empty, begin(empty))).toBe(1)
})

test('rows of a transcript, which has whole seconds, come one after the other', () => {
  const transcript = sceneOf(
    made(
      [
        [0, 'a', '|', 'one'],
        [0, 'a', '|', 'two'],
        [1e6, 'a', '|', 'three'],
      ],
      { exact: false },
    ),
  )
  expect(transcript.times).toEqual([0, 500_000, 1_000_000])
})
