import { describe, expect, test } from 'vitest'
import type { Replay } from '../../src/model/replay.ts'
import type { Row } from '../../src/model/transcript.ts'
import { chosen, readStretch, type Choice } from '../../src/picture/chosen.ts'
import { replayOf } from '../../src/picture/replay-of.ts'
import { echo } from './examples.ts'

const byte = new Uint8Array([0x61])
const row = (lane: string, text: string, step?: number): Row => ({
  at: 0,
  lane,
  mark: '|',
  text,
  ...(step === undefined ? { tail: true } : { step }),
})

/** Four steps, of which the third is in an included file; one row came before its step, and one was taken by none. */
const run: Replay = {
  transcript: {
    ...echo,
    rows: [
      row('server', 'ready', 1),
      row('client', 'hello', 1),
      row('server#1', 'noise'),
      row('client', 'included', 2),
      row('server', 'bye', 3),
      row('client', 'rest'),
    ],
  },
  times: [5, 25, 26, 31, 45, 50],
  exact: true,
  steps: [
    { at: 1, index: 0, line: 10, verb: 'start' },
    { at: 20, index: 1, line: 12, verb: 'expect' },
    { at: 30, index: 2, line: 3, verb: 'expect', file: 'login.yaml' },
    { at: 40, index: 3, line: 14, verb: 'exit' },
  ],
  chunks: [5, 25, 26, 31, 45, 50].map((at, index) => ({
    at,
    lane: ['server', 'client', 'server#1', 'client', 'server', 'client'][index]!,
    direction: 'received',
    bytes: byte,
  })),
  duration: 60,
}

const part = (choice: Choice, replay = run): Replay => {
  const found = chosen(replay, choice)
  if ('problem' in found) throw new Error(found.problem.message)
  return found.replay
}
const texts = (choice: Choice): string[] => part(choice).transcript.rows.map(({ text }) => text)

describe('which steps', () => {
  test.each<[Choice, string[], number[]]>([
    [{ steps: { from: 2, to: 2 } }, ['ready', 'hello', 'noise'], [5, 25, 26]],
    [{ steps: { from: 3, to: 3 } }, ['included'], [31]],
    [{ steps: { from: 4, to: Infinity } }, ['bye', 'rest'], [45, 50]],
    [{ lines: { from: 12, to: 14 } }, ['ready', 'hello', 'noise', 'included', 'bye', 'rest'], [5, 25, 26, 31, 45, 50]],
    [{ lines: { from: 11, to: 13 } }, ['ready', 'hello', 'noise'], [5, 25, 26]],
  ])('%j', (choice, rows, times) => {
    expect(texts(choice)).toEqual(rows)
    expect(part(choice).times).toEqual(times)
    // Bytes of a row that its step took later are its step's.
    expect(part(choice).chunks.map(({ at }) => at)).toEqual(times)
  })

  test('the clock goes on as it was, and ends with the part', () => {
    expect(part({ steps: { from: 2, to: 2 } }).duration).toBe(30)
    expect(part({ steps: { from: 4, to: 4 } }).duration).toBe(60)
    expect(part({ steps: { from: 2, to: 2 } }).steps).toEqual(run.steps)
  })

  test('a terminal has what stood there before when they begin, and nothing of what follows', () => {
    const of = { type: 'terminal', lane: 'client', bytes: byte } as const
    const terminals = [5, 25, 31].map((at) => ({ ...of, at }))
    expect(part({ steps: { from: 2, to: 2 } }, { ...run, terminals }).terminals?.map(({ at }) => at)).toEqual([20, 25])
    expect(part({ steps: { from: 2, to: 2 } })).not.toHaveProperty('terminals')
  })

  test.each<[Choice, Replay, string, string | undefined]>([
    [{ steps: { from: 5, to: 9 } }, run, 'this run has 4 steps, and none of them is chosen', undefined],
    [
      { lines: { from: 1, to: 9 } },
      run,
      'no step that ran is written in these lines',
      'steps are written in lines 10 to 14',
    ],
    [
      { steps: { from: 1, to: 1 } },
      replayOf(echo),
      'steps cannot be chosen: this transcript does not say at which step its rows came',
      'name a recording (.scenario/….jsonl), or a scenario with --run',
    ],
  ])('%j cannot be', (choice, replay, message, hint) => {
    expect(chosen(replay, choice)).toEqual({ problem: { code: 'usage', message, ...(hint && { hint }) } })
  })
})

describe('which lanes', () => {
  test('those that are named, in that order, a connection without its server too', () => {
    const { transcript, chunks, times } = part({ lanes: ['server#1', 'client'] })
    expect(transcript.lanes.map(({ lane }) => lane)).toEqual(['server#1', 'client'])
    expect(transcript.rows.map(({ text }) => text)).toEqual(['hello', 'noise', 'included', 'rest'])
    expect(times).toEqual([25, 26, 31, 50])
    expect(new Set(chunks.map(({ lane }) => lane))).toEqual(new Set(['server#1', 'client']))
  })

  test('a note goes with the row that it speaks of, at the end with the last one', () => {
    const note: Row = { at: 30, lane: '', mark: '#', text: 'over' }
    const noted = replayOf({ ...echo, rows: [...echo.rows, note] })
    const notes = (lane: string) =>
      part({ lanes: [lane] }, noted)
        .transcript.rows.filter(({ mark }) => mark === '#')
        .map(({ text }) => text)
    expect(notes('client')).toEqual(['now the client speaks'])
    expect(notes('server')).toEqual(['over'])
    expect(notes('server#1')).toEqual([])
  })

  test('an unknown one is answered with what was meant', () => {
    expect(chosen(run, { lanes: ['client', 'sever'] })).toEqual({
      problem: { code: 'usage', message: 'there is no lane “sever”', hint: 'did you mean “server”?' },
    })
    expect(chosen(run, { lanes: ['x'] })).toMatchObject({ problem: { hint: 'there are: server, client, server#1' } })
  })
})

test('a title is printable, and nothing chosen is everything', () => {
  expect(part({ title: 'a\u001b[2Jb' }).transcript.title).toBe('a\\x1b[2Jb')
  expect(part({})).toBe(run)
})

test.each([
  ['3..7', { from: 3, to: 7 }],
  ['3..', { from: 3, to: Infinity }],
  ['..7', { from: 1, to: 7 }],
  ['3', { from: 3, to: 3 }],
  ['..', undefined],
  ['', undefined],
  ['7..3', undefined],
  ['0', undefined],
  ['1.5', undefined],
  ['-1..2', undefined],
  ['1...2', undefined],
  ['9999999999', undefined],
])('%j is a range', (written, stretch) => {
  expect(readStretch(written)).toEqual(stretch)
})
