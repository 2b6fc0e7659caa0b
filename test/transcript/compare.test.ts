import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { compareTranscripts, sameTranscript } from '../../src/transcript/compare.ts'
import { rows, transcript } from './raw-transcripts.ts'

const sides = async (before: string[], after: string[], more = {}) => {
  const [expected, received] = [transcript(rows(...before), more), transcript(rows(...after), more)]
  const difference = await compareTranscripts(expected, received)
  expect(sameTranscript(expected, received)).toBe(difference.lanes.length === 0)
  return difference
}
const count = (all: string[], one: string) => all.filter((other) => other === one).length
const signs = { same: ' ', expected: '-', received: '+' }
const shown = (difference: Awaited<ReturnType<typeof sides>>) =>
  difference.lanes.map(({ lane, hunks }) => [
    lane,
    ...hunks.map(({ lines }) => lines.map(({ side, mark, text }) => `${signs[side]}${mark}${text}`)),
  ])

test('times, header and the order between lanes never count', async () => {
  const one = transcript(rows('a | 1', 'b | 2', 'a | 3'), { lanes: [{ lane: 'a', kind: 'x', command: 'y' }] })
  const other = transcript(
    rows('b | 2', 'a | 1', 'a | 3').map((row) => ({ ...row, at: 99 })),
    { title: 'other', recorded: '' },
  )
  expect(sameTranscript(one, other)).toBe(true)
  expect(await compareTranscripts(one, other)).toEqual({ lanes: [] })
})

test('a changed line is paired with what it was, its words marked, between two lines of context', async () => {
  const before = ['a | 1', 'a | 2', 'a | 3', 'a | Hello server', 'a | 5', 'a | 6', 'a | 7']
  const difference = await sides(before, before.with(3, 'a | Hello client'))
  expect(shown(difference)).toEqual([['a', [' |2', ' |3', '-|Hello server', '+|Hello client', ' |5', ' |6']]])
  const [, , expected, received] = difference.lanes[0]?.hunks[0]?.lines ?? []
  expect([expected?.marked, received?.marked].map((marked) => marked?.length)).toEqual([1, 1])
  expect(received?.text.slice(...(received.marked?.[0] as [number, number]))).toContain('client'.slice(0, 3))
  expect(difference.parts).toMatchObject({
    lane: 'a',
    expected: { text: 'Hello server' },
    received: { text: 'Hello client' },
  })
})

test('another mark is a difference', async () => {
  expect(shown(await sides(['a | x'], ['a ! x']))).toEqual([['a', ['-|x', '+!x']]])
})

test('distant changes are hunks of their own, near ones share one', async () => {
  const before = Array.from({ length: 20 }, (_, index) => `a | ${index}`)
  const difference = await sides(before, before.with(2, 'a | x').with(7, 'a | y').with(19, 'a | z'))
  expect(
    shown(difference)[0]
      ?.slice(1)
      .map((hunk) => hunk.length),
  ).toEqual([2 + 2 + 4 + 2 + 2, 2 + 2])
})

test('a lane that only one side has', async () => {
  expect(shown(await sides(['a | 1'], ['a | 1', 'b | 2']))).toEqual([['b', ['+|2']]])
  expect(shown(await sides(['a | 1', 'b | 2'], ['a | 1']))).toEqual([['b', ['-|2']]])
})

describe('the first difference is at', () => {
  test('the first differing row of the received story', async () => {
    const { parts } = await sides(['a | 1', 'a | 2', 'b | 3'], ['b | x', 'a | 1', 'a | y'])
    expect(parts).toMatchObject({ lane: 'b', received: { text: 'x' } })
  })

  test('the place where a missing row would have stood', async () => {
    const before = ['a > 1', 'b | 1', 'a > 2', 'b | 2', 'a > 3', 'b | 3']
    expect((await sides(before, ['a > 1', 'b | 1', 'a > 2', 'a > x'])).parts).toMatchObject({
      lane: 'b',
      expected: { text: '2' },
    })
    expect((await sides(before, ['a > 1', 'b | 1', 'a > x'])).parts).toMatchObject({
      lane: 'a',
      received: { text: 'x' },
    })
  })

  test('the very beginning when nothing came', async () => {
    expect((await sides(['a | 1', 'b | 2'], [])).parts).toMatchObject({ lane: 'a', expected: { text: '1' } })
    expect((await sides(['a | 1'], [])).parts).not.toHaveProperty('received')
  })
})

describe('open tails', () => {
  const open = { open: ['t'] }
  test.each<[string, string[], string[], boolean]>([
    [
      'agree as far as the shorter goes',
      ['t | 1', 'unmatched output', 't | 2', 't | 3'],
      ['t | 1', 'unmatched output', 't | 2'],
      true,
    ],
    ['agree when one has none', ['t | 1', 'unmatched output', 't | 2'], ['t | 1'], true],
    ['differ in what both have', ['t | 1', 'unmatched output', 't | 2'], ['t | 1', 'unmatched output', 't | x'], false],
    ['never hide what a step took', ['t | 1', 't | 2', 'unmatched output', 't | 3'], ['t | 1'], false],
    ['leave other lanes closed', ['a | 1', 'unmatched output', 'a | 2'], ['a | 1'], false],
  ])('%s', async (_, before, after, same) => {
    expect((await sides(before, after, open)).lanes.length === 0).toBe(same)
    expect((await sides(after, before, open)).lanes.length === 0).toBe(same)
  })

  test('what the committed one has closed, no run opens', () => {
    const longer = rows('unmatched output', 't | 1', 't | 2')
    const shorter = rows('unmatched output', 't | 1')
    expect(sameTranscript(transcript(longer), transcript(shorter, open))).toBe(false)
    expect(sameTranscript(transcript(longer, open), transcript(shorter, open))).toBe(true)
  })

  test('an actor’s tail is open on the lanes of its connections too', () => {
    const longer = transcript(rows('unmatched output', 't#1 | 1', 't#1 | 2'), open)
    expect(sameTranscript(longer, transcript(rows('unmatched output', 't#1 | 1'), open))).toBe(true)
    expect(sameTranscript(longer, transcript(rows('unmatched output', 'other#1 | 1'), open))).toBe(false)
  })
})

describe('of any two lanes', () => {
  const lane = fc.array(fc.constantFrom('a | 1', 'a | 2', 'a > 1', 'a | 3'), { maxLength: 30 })
  test('the hunks tell the difference and nothing but', async () => {
    await fc.assert(
      fc.asyncProperty(lane, lane, async (before, after) => {
        const { lanes } = await sides(before, after)
        const lines = lanes[0]?.hunks.flatMap((hunk) => hunk.lines) ?? []
        const of = (side: string) =>
          lines.filter((line) => line.side === side).map(({ mark, text }) => `a ${mark} ${text}`)
        // What one side lost and the other did not gain must account for every line of both.
        for (const row of new Set([...before, ...after])) {
          expect(count(after, row) - count(before, row)).toBe(count(of('received'), row) - count(of('expected'), row))
        }
      }),
    )
  })
})

describe('a lane of 100,000 lines', () => {
  const long = Array.from({ length: 100_000 }, (_, index) => `a | line ${index}`)
  test('a fifth of them changed', async () => {
    const { lanes } = await sides(
      long,
      long.map((line, index) => (index % 5 === 2 ? `${line}!` : line)),
    )
    const lines = lanes[0]?.hunks.flatMap((hunk) => hunk.lines) ?? []
    expect(lines.filter(({ side }) => side === 'received')).toHaveLength(20_000)
    expect(lines.filter(({ side }) => side === 'expected')).toHaveLength(20_000)
  }, 20_000)
  test('all of them changed', async () => {
    const { lanes } = await sides(
      long,
      long.map((line) => `${line}!`),
    )
    expect(lanes[0]?.hunks).toHaveLength(1)
  }, 20_000)
  test('one of them lost', async () => {
    expect(shown(await sides(long, long.toSpliced(50_000, 1)))).toEqual([
      ['a', [' |line 49998', ' |line 49999', '-|line 50000', ' |line 50001', ' |line 50002']],
    ])
  }, 20_000)
})
