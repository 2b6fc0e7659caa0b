import { describe, expect, test } from 'vitest'
import type { Replay } from '../../src/model/replay.ts'
import type { Row, Transcript } from '../../src/model/transcript.ts'
import { withTexts } from '../../src/transcript/with-texts.ts'

type Short = readonly [lane: string, mark: Row['mark'], text: string]

const transcript = (...rows: readonly Short[]): Transcript => ({
  title: 'named',
  source: 'it.yaml',
  recorded: '2026-11-22 18:25:37 UTC',
  lanes: [{ lane: 'a', kind: 'program', command: 'a <port>' }],
  rows: rows.map(([lane, mark, text]) => ({ at: 0, lane, mark, text })),
})

function replay(...rows: readonly Short[]): Replay {
  const recorded: Transcript = {
    ...transcript(...rows),
    title: 'recorded',
    recorded: '2026-11-27 10:00:00 UTC',
    lanes: [
      { lane: 'a', kind: 'program', command: 'a 41234' },
      { lane: 'a#1', kind: '', command: '' },
    ],
  }
  return { transcript: recorded, times: rows.map((_, at) => at), exact: true, steps: [], chunks: [], duration: 9 }
}

const texts = (found: Replay | undefined) => found?.transcript.rows.map(({ lane, text }) => [lane, text])

describe('texts of the transcript in the order of the recording', () => {
  test('ports and masks have their names, and rows the order in which they came', () => {
    const found = withTexts(
      replay(['b', '|', 'two'], ['a', '*', 'listening on localhost:41234'], ['a', '|', 'id 7f3a at 10:00, 5 ms']),
      transcript(
        ['a', '*', 'listening on localhost:<a.port>'],
        ['a', '|', 'id <id> at <time>, 5 ms'],
        ['b', '|', 'two'],
      ),
    )
    expect(texts(found)).toEqual([
      ['b', 'two'],
      ['a', 'listening on localhost:<a.port>'],
      ['a', 'id <id> at <time>, 5 ms'],
    ])
    expect(found).toMatchObject({ times: [0, 1, 2], exact: true })
    expect(found?.transcript).toMatchObject({ title: 'named', recorded: '2026-11-27 10:00:00 UTC' })
    expect(found?.transcript.lanes.map(({ command }) => command)).toEqual(['a <port>', ''])
  })

  test('stderr and stdout of a lane are matched apart, as a transcript has them apart', () => {
    const found = withTexts(
      replay(['a', '|', 'exit'], ['a', '!', 'Error: 1'], ['a', '!', 'at 2']),
      transcript(['a', '!', 'Error: <n>'], ['a', '|', 'exit'], ['a', '!', 'at <n>']),
    )
    expect(texts(found)).toEqual([
      ['a', 'exit'],
      ['a', 'Error: <n>'],
      ['a', 'at <n>'],
    ])
  })

  test('rows that the transcript has sorted are found, and no name takes a text that stands there', () => {
    const found = withTexts(
      replay(['a', '|', 'b'], ['a', '|', '41234'], ['a', '|', 'a']),
      transcript(['a', '|', '<n>'], ['a', '|', 'a'], ['a', '|', 'b']),
    )
    expect(texts(found)).toEqual([
      ['a', 'b'],
      ['a', '<n>'],
      ['a', 'a'],
    ])
  })

  test('bytes that are left open', () => {
    const found = withTexts(replay(['a', '|', 'da 41 01  .A.']), transcript(['a', '|', '?? ?? 01  ...']))
    expect(texts(found)).toEqual([['a', '?? ?? 01  ...']])
  })

  test('the failure of the run is one row more, and looks belong to a text that stays', () => {
    const styles = [{ start: 0, end: 1, style: { bold: true } }] as never
    const ran = replay(['a', '=', 'menu'], ['a', '=', 'port 5'], ['a', '*', 'failed: it'])
    const rows = ran.transcript.rows.map((row) => (row.mark === '=' ? { ...row, styles } : row))
    const failed = { at: 9, status: 'failed' } as const
    const looking = { ...ran, transcript: { ...ran.transcript, rows }, verdict: failed }
    const committed = transcript(['a', '=', 'menu'], ['a', '=', 'port <p>'])
    const found = withTexts(looking, committed)
    expect(texts(found)).toEqual([
      ['a', 'menu'],
      ['a', 'port <p>'],
      ['a', 'failed: it'],
    ])
    expect(found?.transcript.rows.map((row) => row.styles !== undefined)).toEqual([true, false, false])
    expect(withTexts({ ...looking, verdict: { at: 9, status: 'passed' } }, committed)).toBeUndefined()
  })
})

test.each<[string, Short[], Short[]]>([
  ['another text', [['a', '|', 'one']], [['a', '|', 'two']]],
  ['another text around a name', [['a', '|', 'port 5!']], [['a', '|', 'port <n>.']]],
  ['a name for nothing between two texts that overlap', [['a', '|', 'aba']], [['a', '|', 'ab<n>ba']]],
  ['another lane', [['a', '|', 'one']], [['b', '|', 'one']]],
  ['another mark', [['a', '|', 'one']], [['a', '!', 'one']]],
  [
    'a row more',
    [
      ['a', '|', 'one'],
      ['a', '|', 'two'],
    ],
    [['a', '|', 'one']],
  ],
  [
    'a row less',
    [['a', '|', 'one']],
    [
      ['a', '|', 'one'],
      ['a', '|', 'two'],
    ],
  ],
  [
    'the same text twice',
    [
      ['a', '|', 'one'],
      ['a', '|', 'one'],
    ],
    [
      ['a', '|', 'one'],
      ['a', '|', 'two'],
    ],
  ],
])('%s is another conversation', (_what, recorded, committed) => {
  expect(withTexts(replay(...recorded), transcript(...committed))).toBeUndefined()
})

test('ten thousand rows in another order are matched without trying each with each', () => {
  const all = Array.from({ length: 10_000 }, (_, at): Short => ['a', '|', `row ${at}`])
  expect(texts(withTexts(replay(...all.toReversed()), transcript(...all)))?.[0]).toEqual(['a', 'row 9999'])
  const named = all.map(([lane, mark, text]): Short => [lane, mark, `${text} <n>`])
  expect(withTexts(replay(...all.toReversed()), transcript(...named))).toBeUndefined()
})
