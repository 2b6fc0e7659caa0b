import fc from 'fast-check'
import { describe, expect, test, vi } from 'vitest'
import type { Compiled } from '../../../src/model/matcher.ts'
import type { RunLane } from '../../../src/run/lane/lane.ts'
import { look } from '../../../src/run/expectation/look.ts'
import { receive, laneForTest, rowsOfLane } from '../lane/lane-for-test.ts'
import { contains, eventNamed, runOf } from './expectation-run.ts'

describe('an expectation for a line', () => {
  test('skips what does not match, takes what does, and leaves the rest', () => {
    const { lane } = laneForTest()
    receive(lane, 'one\ntwo\nthree\n')
    expect(look(runOf(lane, contains('two')))).toMatchObject({ state: 'met', text: 'two' })
    expect(rowsOfLane(lane)).toEqual(['| one', '| two'])
    expect(lane.main.lines().map((line) => lane.main.text(line))).toEqual(['three'])
  })

  test('is not yet met by half a line, and never once the lane has ended', () => {
    const { lane } = laneForTest()
    const run = runOf(lane, contains('two'))
    receive(lane, 'tw')
    expect(look(run).state).toBe('not-yet')
    receive(lane, 'elve\n')
    expect(look(run).state).toBe('not-yet')
    lane.event({ name: 'end', words: 'FIN received', ends: 'stream' })
    expect(look(run)).toMatchObject({ state: 'never', code: 'expectation-impossible' })
  })

  test('is not misled by what the memory behind the unread bytes held before', () => {
    const used = vi.spyOn(Buffer, 'allocUnsafeSlow').mockImplementation((size) => Buffer.alloc(size, 'farewell '))
    try {
      const { lane } = laneForTest()
      const run = runOf(lane, contains('farewell'))
      for (const piece of ['ff', ' fare', 'wel']) {
        receive(lane, piece)
        expect(look(run).state).toBe('not-yet')
      }
      receive(lane, 'l\n')
      expect(look(run)).toMatchObject({ state: 'met', text: 'ff farewell' })
    } finally {
      used.mockRestore()
    }
  })

  test('is met by an unfinished line when the lane has ended behind it', () => {
    const { lane } = laneForTest()
    receive(lane, 'good bye')
    lane.event({ name: 'end', ends: 'stream' })
    expect(look(runOf(lane, contains('bye'))).state).toBe('met')
    expect(rowsOfLane(lane)).toEqual(['~ good bye'])
  })

  test('with next fails at the first other line', () => {
    const { lane } = laneForTest()
    receive(lane, 'one\ntwo\n')
    expect(look(runOf(lane, contains('two'), { next: true }))).toMatchObject({
      state: 'never',
      code: 'expectation-violated',
    })
  })

  test('with without fails when that comes first, but the match is tried before it', () => {
    const { lane } = laneForTest()
    receive(lane, 'ok and error\n')
    expect(look(runOf(lane, contains('ok'), {}, (line) => line.includes('error'))).state).toBe('met')
    receive(lane, 'error\nok\n')
    expect(look(runOf(lane, contains('ok'), {}, (line) => line.includes('error'))).state).toBe('never')
  })

  test('is met by what an event says', () => {
    const { lane } = laneForTest()
    receive(lane, 'Good bye!\n')
    lane.event({ name: 'end', prints: ['Connection closed by foreign host.'], ends: 'stream' })
    expect(look(runOf(lane, contains('closed by foreign host'))).state).toBe('met')
    expect(rowsOfLane(lane)).toEqual(['| Good bye!', '| Connection closed by foreign host.'])
    expect(lane.history.every((item) => item.expected)).toBe(true)
  })

  test('beyond the limit lines are only counted and hashed, wherever the bytes are cut', () => {
    const text = `${Array.from({ length: 300 }, (_, i) => `line ${i}`).join('\n')}\nMARKER\nrest\n`
    const whole = (cuts: readonly number[]) => {
      const { lane } = laneForTest(10)
      const run = runOf(lane, contains('MARKER'))
      let from = 0
      let state = 'not-yet'
      for (const to of [...cuts.map((cut) => cut % text.length).sort((a, b) => a - b), text.length]) {
        if (to > from) receive(lane, text.slice(from, to))
        from = to
        if (state === 'not-yet') ({ state } = look(run))
      }
      return { state, rows: lane.rows.flush(0).map(({ mark, text: row, omitted }) => ({ mark, row, omitted })) }
    }
    const expected = whole([])
    expect(expected.state).toBe('met')
    expect(expected.rows).toHaveLength(12)
    expect(expected.rows[10]?.omitted).toMatchObject({ lines: 290 })
    fc.assert(
      fc.property(fc.array(fc.nat(), { maxLength: 20 }), (cuts) => {
        expect(whole(cuts)).toEqual(expected)
      }),
    )
  })
})

describe('an expectation for something that happens', () => {
  test('skips unread lines before it, which stand at this step, and skips nothing until it comes', () => {
    const { lane } = laneForTest()
    receive(lane, 'unread\n')
    const run = runOf(lane, eventNamed('end'))
    expect(look(run).state).toBe('not-yet')
    expect(lane.main.lines()).toHaveLength(1)
    lane.event({ name: 'end', words: 'FIN received', ends: 'stream' })
    expect(look(run).state).toBe('met')
    expect(rowsOfLane(lane)).toEqual(['| unread', '* FIN received'])
  })

  test('finds an aside one without touching the lines', () => {
    const { lane } = laneForTest()
    receive(lane, 'unread\n')
    lane.event({ name: 'timeout', outOfBand: true })
    expect(look(runOf(lane, eventNamed('timeout'))).state).toBe('met')
    expect(lane.main.lines()).toHaveLength(1)
  })

  test('can never come when nothing can happen any more', () => {
    const { lane } = laneForTest()
    lane.event({ name: 'exit', words: 'exited 1', ends: 'all' })
    expect(look(runOf(lane, eventNamed('end')))).toMatchObject({ state: 'never' })
  })
})

describe('expectations for several lines', () => {
  test('lines takes the very next ones, and fails at the first other one', () => {
    const { lane } = laneForTest()
    const run = runOf(lane, { on: 'sequence', shown: 'a, b', lines: [contains('a'), contains('b')] })
    receive(lane, 'a\n')
    expect(look(run).state).toBe('not-yet')
    receive(lane, 'x\n')
    expect(look(run)).toMatchObject({ state: 'never', code: 'expectation-violated' })
  })

  test('any-order is found by matching and not greedily, tells its rows as listed, and leaves lines between unread', () => {
    const { lane } = laneForTest()
    const run = runOf(lane, { on: 'set', shown: 'ab, a', lines: [contains('a'), contains('ab')] })
    receive(lane, 'xaby\nbetween\n')
    expect(look(run).state).toBe('not-yet')
    receive(lane, 'a\n')
    expect(look(run).state).toBe('met')
    expect(rowsOfLane(lane)).toEqual(['| a', '| xaby'])
    expect(lane.main.lines().map((line) => lane.main.text(line))).toEqual(['between'])
  })

  test('any-order looks at each line once, and answers as if it had looked at all of them', () =>
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('a\n', 'b\n', 'ab\n', 'x\n', 'er', 'r\n', 'b'), { maxLength: 40 }),
        (parts) => {
          const of = (lane: RunLane) => {
            const lines = [contains('a'), contains('ab'), contains('b')]
            return {
              ...runOf(lane, { on: 'set', shown: 'a, ab, b', lines }),
              without: (line: string) => line === 'err',
            }
          }
          const { lane } = laneForTest()
          const run = of(lane)
          let text = ''
          for (const part of parts) {
            text += part
            receive(lane, part)
            const fresh = laneForTest().lane
            receive(fresh, text)
            const [one, other] = [look(run), look(of(fresh))]
            expect({ ...one, at: 0 }).toEqual({ ...other, at: 0 })
            if (one.state !== 'not-yet') return
          }
        },
      ),
    ))

  test('one-of writes its row as the expectation', () => {
    const { lane } = laneForTest()
    receive(lane, 'no\nsecond\n')
    const run = runOf(lane, {
      on: 'choice',
      shown: 'one of: first, second',
      options: [contains('first'), contains('second')],
    })
    expect(look(run)).toMatchObject({ state: 'met', captures: { matched: 'second' } })
    expect(rowsOfLane(lane)).toEqual(['| no', '| one of: first, second'])
  })
})

test('bytes behind whole lines are found where something happened between the lines', () => {
  const { lane } = laneForTest()
  receive(lane, 'one\n')
  lane.event({ name: 'replied', words: 'an answer' })
  receive(lane, 'two\n> rest')
  const prompt: Compiled = { on: 'bytes', shown: '>', shows: 'text', take: () => ({ length: 10, skips: 8 }) }
  expect(look(runOf(lane, prompt))).toMatchObject({ state: 'met', text: '> ' })
  expect(rowsOfLane(lane)).toEqual(['| one', '> an answer', '| two', '~ > '])
})

describe('an expectation for bytes on a lane that has ended', () => {
  const three: Compiled = {
    on: 'bytes',
    shown: 'abc',
    shows: 'text',
    take: (unread, _scanned, ended) => {
      const text = Buffer.from(unread).toString()
      return text.startsWith('abc') ? { length: 3 } : !ended && 'abc'.startsWith(text) ? 'more' : 'never'
    },
  }
  test.each([
    ['ab', 'expectation-impossible', /, so this can no longer come; 2 bytes stand unread$/],
    ['', 'expectation-impossible', /, so this can no longer come$/],
    ['ax', 'expectation-violated', /^the next bytes are others$/],
  ])('of which %j had come fails with %s', (came, code, why) => {
    const { lane } = laneForTest()
    receive(lane, came)
    lane.event({ name: 'end', words: 'FIN received', ends: 'stream' })
    expect(look(runOf(lane, three))).toMatchObject({ state: 'never', code, why: expect.stringMatching(why) })
  })
})

test('a silence is broken by anything unread, also by half a line', () => {
  const { lane } = laneForTest()
  const run = runOf(lane, { on: 'silence', shown: 'silence', milliseconds: 10 })
  expect(look(run).state).toBe('not-yet')
  receive(lane, 'x')
  expect(look(run).state).toBe('never')
})
