import { describe, expect, test } from 'vitest'
import core from '../../../plugins/core/index.ts'
import type { Compiled, CompiledChoice } from '../../../src/model/matcher.ts'
import type { RunLane } from '../../../src/run/lane/lane.ts'
import { look } from '../../../src/run/expectation/look.ts'
import { receive, laneForTest, rowsOfLane } from '../lane/lane-for-test.ts'
import { contains, eventNamed, runOf } from './expectation-run.ts'

const none = {
  expectation: () => {
    throw new Error('nothing is nested here')
  },
}
const compiled = (name: string, argument: unknown): Compiled =>
  core.matchers?.[name]?.compile(argument, none) as Compiled
const bytes = (written: string) => compiled('bytes', written)
const take = (count: number) => compiled('take', count)
const prompt = (text: string) => compiled('prompt', text)
const choice = (...options: Compiled[]): CompiledChoice => ({ on: 'choice', shown: 'one of: those', options })

describe('of several that are met by bytes', () => {
  test.each([
    ['the first', [bytes('61'), take(3)]],
    ['the last', [take(3), bytes('61')]],
    ['the middle', [take(3), bytes('61'), take(2)]],
  ])('the one that takes the fewest counts, where it stands as %s', (_place, options) => {
    const { lane } = laneForTest()
    receive(lane, 'abc')
    expect(look(runOf(lane, choice(...options)))).toMatchObject({ state: 'met', captures: { matched: 'a' } })
    expect(lane.main.window.length).toBe(2)
  })

  test('of two that take as many the one that stands first counts', () => {
    const one = (who: string): Compiled => ({
      on: 'bytes',
      shown: who,
      shows: 'text',
      take: () => ({ length: 1, captures: { who } }),
    })
    const { lane } = laneForTest()
    receive(lane, 'ab')
    for (const [first, second] of [
      ['one', 'other'],
      ['other', 'one'],
    ] as const)
      expect(look(runOf(lane, choice(one(first), one(second))))).toMatchObject({ captures: { who: first } })
  })

  test('one that is met counts, also where another still waits for more', () => {
    const { lane } = laneForTest()
    receive(lane, 'ab')
    expect(look(runOf(lane, choice(take(5), bytes('61 62')))).state).toBe('met')
  })

  test('one that can no longer be met is not asked again, and the other is met by what comes', () => {
    const { lane } = laneForTest()
    const run = runOf(lane, choice(bytes('ff'), bytes('61 62')))
    receive(lane, 'a')
    expect(look(run).state).toBe('not-yet')
    receive(lane, 'b')
    expect(look(run)).toMatchObject({ state: 'met', captures: { matched: 'ab' } })
  })

  test('each byte is looked at once, and the time is that of the last one taken', () => {
    const { lane } = laneForTest()
    const run = runOf(lane, choice(prompt('> '), take(100)))
    for (const piece of ['log', 'in', '> ', 'later']) {
      receive(lane, piece)
      if (piece === 'in') expect(look(run).state).toBe('not-yet')
    }
    expect(look(run)).toMatchObject({ state: 'met', at: 3, captures: { matched: 'login> ' } })
  })

  test('none that can be met any more leaves it to the lines', () => {
    const { lane } = laneForTest()
    receive(lane, 'other\nline\n')
    expect(look(runOf(lane, choice(bytes('ff'), contains('line'))))).toMatchObject({
      state: 'met',
      captures: { matched: 'line' },
    })
    expect(rowsOfLane(lane)).toEqual(['| other', '* one of: those'])
  })
})

describe('next', () => {
  test('takes bytes at the cursor, and none behind a whole line', () => {
    const { lane } = laneForTest()
    receive(lane, '> ')
    expect(look(runOf(lane, choice(prompt('> '), contains('x')), { next: true })).state).toBe('met')
    receive(lane, 'a line\n> ')
    expect(look(runOf(lane, choice(prompt('> '), bytes('ff')), { next: true }))).toMatchObject({
      code: 'expectation-violated',
      why: 'the line “a line” stands before it',
    })
  })

  test('keeps the lines until it is decided', () => {
    const { lane } = laneForTest()
    receive(lane, 'a line\n')
    expect(look(runOf(lane, choice(prompt('> '), eventNamed('end')), { next: true })).state).not.toBe('met')
    expect(lane.main.lines()).toHaveLength(1)
  })
})

describe('a line or an event before the bytes', () => {
  const optionsOf = (line: string): Compiled[] => [take(6), contains(line)]
  test.each([
    ['before their last byte', 'ab\ncde\n', 'ab', 'ab'],
    ['that ends with their last byte, and stands behind them in the list', 'ab\ncd\n', 'cd', 'ab\ncd\n'],
    ['behind their last byte', 'abcdefg\n', 'abc', 'abcdef'],
  ])('%s', (_where, text, line, matched) => {
    const { lane } = laneForTest()
    receive(lane, text)
    expect(look(runOf(lane, choice(...optionsOf(line))))).toMatchObject({ state: 'met', captures: { matched } })
  })

  test('an event before the last of the bytes decides, one behind it does not', () => {
    const between = laneForTest().lane
    receive(between, 'ab')
    between.event({ name: 'drain' })
    receive(between, 'cd')
    expect(look(runOf(between, choice(take(4), eventNamed('drain'))))).toMatchObject({ captures: { matched: 'drain' } })
    const behind = laneForTest().lane
    receive(behind, 'abcd')
    behind.event({ name: 'drain' })
    expect(look(runOf(behind, choice(take(4), eventNamed('drain'))))).toMatchObject({ captures: { matched: 'abcd' } })
  })

  const isBad = (line: string) => line === 'bad'
  const withoutBad = (lane: RunLane, ...options: Compiled[]) => look(runOf(lane, choice(...options), {}, isBad))
  test('without fails at a line before them, not at one that they end with', () => {
    const before = laneForTest().lane
    receive(before, 'bad\nxyz')
    expect(withoutBad(before, take(6))).toMatchObject({ code: 'expectation-violated' })
    const within = laneForTest().lane
    receive(within, 'bad\n')
    expect(withoutBad(within, take(4)).state).toBe('met')
  })
})

test('a flood is passed over only while prompts alone are awaited', () => {
  for (const [options, kept] of [
    [[prompt('> '), contains('x')], 0],
    [[prompt('> '), take(1000)], 7],
  ] as const) {
    const { lane } = laneForTest()
    receive(lane, 'a line\n')
    expect(look(runOf(lane, choice(...options))).state).toBe('not-yet')
    expect(lane.main.window.length).toBe(kept)
  }
})
