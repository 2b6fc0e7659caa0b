import { expect, test } from 'vitest'
import core from '../../../plugins/core/index.ts'
import type { Compiled, CompiledScreen } from '../../../src/model/matcher.ts'
import type { Matcher } from '../../../src/model/plugin.ts'
import type { Screen } from '../../../src/model/screen.ts'
import { showOn } from '../../../src/run/lane/screen.ts'
import type { RunLane } from '../../../src/run/lane/lane.ts'
import { look } from '../../../src/run/expectation/look.ts'
import type { ExpectationRun, Look } from '../../../src/run/expectation/expectation-run.ts'
import { laneForTest, receive, rowsOfLane } from '../lane/lane-for-test.ts'
import { contains, runOf } from './expectation-run.ts'

const showing = (text: string, more: Partial<Screen> = {}): Screen => ({
  columns: 20,
  rows: [{ text, wrapped: false, styles: [] }],
  cursor: [1, 1],
  ...more,
})

const shows = (text: string): CompiledScreen => ({
  on: 'screen',
  shown: `“${text}”`,
  test: ({ rows }) =>
    rows[0]?.text.includes(text) === true ? { text: rows[0].text, captures: { row: '1' } } : undefined,
})

/** What a look answers while the lane shows a screen. */
function lookAt(lane: RunLane, run: ExpectationRun, screen: Screen): Look | undefined {
  let answer: Look | undefined
  lane.waiter = () => (answer = look(run))
  showOn(lane, screen)
  return answer
}

test('it is met by what is shown at that moment, and by nothing between', () => {
  const { lane } = laneForTest()
  const run = runOf(lane, shows('menu'))
  expect(look(run)).toEqual({ state: 'not-yet' })
  expect(lookAt(lane, run, showing('loading'))).toEqual({ state: 'not-yet' })
  expect(run.seen?.rows[0]?.text).toBe('loading')
  expect(lookAt(lane, run, showing('the menu'))).toMatchObject({
    state: 'met',
    text: 'the menu',
    captures: { row: '1' },
  })
  expect(look(runOf(lane, shows('menu')))).toEqual({ state: 'not-yet' })
  expect(rowsOfLane(lane)).toEqual(['* screen shows “menu”'])
})

test('lines are neither skipped nor taken', () => {
  const { lane } = laneForTest()
  receive(lane, 'one\n')
  lookAt(lane, runOf(lane, shows('menu')), showing('menu'))
  expect(look(runOf(lane, contains('one'))).state).toBe('met')
})

test('the end of the program does not decide, its last screen does', () => {
  const { lane } = laneForTest()
  const run = runOf(lane, shows('menu'))
  lane.event({ name: 'exit', words: 'exited 0', ends: 'all' })
  expect(look(run)).toEqual({ state: 'not-yet' })
  expect(lookAt(lane, run, showing('bye', { final: true }))).toMatchObject({
    state: 'never',
    code: 'expectation-impossible',
  })
})

test('one of several is met by it, also when the lane has ended', () => {
  const oneOf = core.matchers?.['one-of'] as Matcher
  const options: Record<string, Compiled> = { line: contains('line'), menu: shows('menu') }
  const choice = () => oneOf.compile(['line', 'menu'], { expectation: (name) => options[String(name)] as Compiled })
  const { lane } = laneForTest()
  const run = runOf(lane, choice())
  receive(lane, 'other\n')
  expect(look(run)).toEqual({ state: 'not-yet' })
  lane.event({ name: 'eof', silent: true, ends: 'stream' })
  lane.event({ name: 'exit', words: 'exited 0', ends: 'all' })
  expect(look(run)).toEqual({ state: 'not-yet' })
  expect(lookAt(lane, run, showing('menu', { final: true }))).toMatchObject({
    state: 'met',
    captures: { matched: '“menu”' },
  })
  const other = runOf(lane, choice())
  expect(lookAt(lane, other, showing('nothing', { final: true }))).toMatchObject({ code: 'expectation-impossible' })
})
