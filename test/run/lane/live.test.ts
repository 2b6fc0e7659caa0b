import { expect, test } from 'vitest'
import type { RawRow } from '../../../src/model/event.ts'
import { Live } from '../../../src/run/lane/live.ts'
import { laneForTest } from './lane-for-test.ts'

const looking = (limit = 100) => {
  const shown: string[] = []
  const live = new Live(({ lane, mark, text }) => void shown.push(`${lane} ${mark} ${String(text)}`), limit)
  return { live, shown }
}
const row = (mark: RawRow['mark'], text: string, step: number): RawRow => ({ lane: 'client', mark, text, at: 1, step })

test('a row of a step is shown when the step tells it, but for lines, which were shown when they came', () => {
  const { live, shown } = looking()
  for (const each of [row('>', 'sent', 3), row('*', 'connected', 3), row('|', 'a line', 3), row('!', 'an error', 3)])
    live.onRow(each)
  expect(shown).toEqual(['client > sent', 'client * connected'])
})

test('what stands behind the last step has been shown, but for what is sent', () => {
  const { live, shown } = looking()
  live.onRow(row('*', 'closed', -1))
  live.onRow(row('>', 'good bye', -1))
  expect(shown).toEqual(['client > good bye'])
})

test('an event is shown once, when it comes, though a step takes it later', () => {
  const { live, shown } = looking()
  const { lane } = laneForTest()
  const item = (outOfBand: boolean) =>
    ({ event: { name: 'drain', outOfBand }, silent: false, at: 1 }) as unknown as Parameters<Live['event']>[1]
  live.event(lane, item(false))
  live.event(lane, item(true))
  live.onRow(row('*', 'drain', 3))
  expect(shown).toEqual(['client * drain'])
  live.onRow(row('*', 'drain', 4))
  expect(shown).toHaveLength(2)
})

test('so many lines of a lane are shown, and then that there are more', () => {
  const { live, shown } = looking(2)
  const { lane } = laneForTest()
  for (const line of ['one', 'two', 'three', 'four']) live.line(lane, lane.main, line, 1)
  expect(shown).toEqual(['client | one', 'client | two', 'client * more lines, which are not shown'])
})
