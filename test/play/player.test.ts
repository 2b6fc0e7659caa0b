import { expect, onTestFinished, test } from 'vitest'
import { Player } from '../../src/play/player.ts'
import { stepAt, timelineOf } from '../../src/play/timeline.ts'

const transcript = {
  title: 'T',
  source: 's.yaml',
  recorded: '2026-11-22 18:25:37 UTC',
  lanes: [],
  rows: [0, 1, 2].map((at) => ({ at, lane: 'a', mark: '|' as const, text: String(at) })),
}
/** Rows after 100 ms, 200 ms and a minute; a step before the first and one before the last. */
const timeline = timelineOf(
  {
    transcript,
    times: [100_000, 200_000, 60_000_000],
    steps: [
      { index: 0, line: 3, verb: 'start', at: 0 },
      { index: 1, line: 4, verb: 'expect', at: 250_000 },
    ],
  },
  1000,
)

function player(): { player: Player; clock: { now: number }; changed: Promise<void> } {
  const clock = { now: 0 }
  let done: () => void
  const changed = new Promise<void>((resolve) => (done = resolve))
  const made = new Player(timeline, { speed: 1, now: () => clock.now, changed: () => done() })
  onTestFinished(() => made.pause())
  return { player: made, clock, changed }
}

test('a pause is cut, and the time stays that of the run', () => {
  expect(timeline.plays).toEqual([100, 200, 1200])
  expect(timeline.was).toEqual([100, 200, 60_000])
  expect([0, 1, 2, 3].map((rows) => stepAt(timeline, rows)?.line)).toEqual([3, 3, 4, 4])
})

test('a transcript has whole seconds', () => {
  expect(timelineOf({ transcript }, 500).plays).toEqual([0, 500, 1000])
})

test('rows, steps and times are gone to, within what there is', () => {
  const { player: at } = player()
  const after = (move: () => void): number => {
    move()
    return at.rows
  }
  expect(after(() => at.step(1))).toBe(1)
  expect(after(() => at.step(-5))).toBe(0)
  expect(after(() => at.nextStep())).toBe(2)
  expect(after(() => at.nextStep())).toBe(3)
  expect(after(() => at.goTo(150))).toBe(1)
  expect(after(() => at.goTo(99_999))).toBe(3)
  expect(at.plays).toBe(false)
  at.change(1)
  at.change(1)
  at.change(-1)
  expect(at.speed).toBe(2)
})

test('it goes on by itself, and begins again at the end', async () => {
  const { player: at, clock, changed } = player()
  at.step(3)
  at.toggle()
  expect([at.rows, at.plays]).toEqual([0, true])
  clock.now = 210
  at.change(1)
  await changed
  expect(at.rows).toBe(2)
  at.toggle()
  expect(at.plays).toBe(false)
})
