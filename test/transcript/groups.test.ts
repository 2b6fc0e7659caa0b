import { describe, expect, test } from 'vitest'
import type { RawRow } from '../../src/model/event.ts'
import type { RawTranscript } from '../../src/model/raw-transcript.ts'
import { foldGroups } from '../../src/transcript/groups.ts'
import { failurePrinted, rowsOf, runText } from '../scenarios/house.ts'

const rawTranscriptOf = (size: number, open: readonly string[] = []): RawTranscript => ({
  title: '',
  source: '',
  startedAt: '',
  lanes: [{ lane: 'crowd', kind: 'tcp-client', command: '', count: size }],
  rows: [],
  aliases: [],
  captured: new Map(),
  open,
  sorted: [],
})

/** What the members say at one step, member by member, as the texts of the rows that it folds to. */
function fold(instances: readonly (readonly string[])[], { step = 0, open = [] as string[] } = {}): string[] {
  const rows = instances.flatMap((texts, index) =>
    texts.map((text): RawRow => ({ lane: 'crowd', mark: '|', text, at: 0, step, instance: index + 1 })),
  )
  return foldGroups(rows, rawTranscriptOf(instances.length, open), ({ lane, mark, text }) => [
    { at: 0, lane, mark, text: String(text) },
  ]).map(({ text }) => text)
}

/** The same with the mark before each text. */
const foldMarked = (instances: readonly (readonly string[])[]): string[] =>
  foldGroups(
    instances.flatMap((rows, index) =>
      rows.map((row): RawRow => ({
        lane: 'crowd',
        mark: row[0] as RawRow['mark'],
        text: row.slice(2),
        at: 0,
        step: 0,
        instance: index + 1,
      })),
    ),
    rawTranscriptOf(instances.length),
    ({ lane, mark, text }) => [{ at: 0, lane, mark, text: String(text) }],
  ).map(({ mark, text }) => `${mark} ${text}`)

describe('screens of a group', () => {
  const screens = (...rows: (readonly string[])[]) =>
    rows.map((each) => ['* screen', ...each.map((text) => `= ${text}`)])

  test('one that all show is written once', () => {
    expect(foldMarked(screens(['a', 'b'], ['a', 'b']))).toEqual(['* screen', '= a', '= b'])
  })

  test('others are whole blocks, one after the other, each headed by those who show it', () => {
    expect(foldMarked(screens(['a', 'b', 'c'], ['a', 'x', 'c'], ['a', 'b', 'c'], ['a']))).toEqual([
      '* #1, #3: screen',
      '= a',
      '= b',
      '= c',
      '* #2: screen',
      '= a',
      '= x',
      '= c',
      '* #4: screen',
      '= a',
    ])
  })

  test('rows around them stay where they are', () => {
    expect(
      foldMarked([
        ['* start', '* screen', '= a', '* end'],
        ['* start', '* screen', '= b', '* end'],
      ]),
    ).toEqual(['* start', '* #1: screen', '= a', '* #2: screen', '= b', '* end'])
  })
})

describe('rows of a group', () => {
  test('what all say is written once', () => {
    expect(
      fold([
        ['a', 'b'],
        ['a', 'b'],
        ['a', 'b'],
      ]),
    ).toEqual(['a', 'b'])
  })

  test('what some say begins with who they are', () => {
    expect(fold([['a'], ['b'], ['a'], ['a'], []])).toEqual(['#1, #3-#4: a', '#2: b'])
  })

  test('one line more does not tear apart what follows', () => {
    expect(
      fold([
        ['a', 'end'],
        ['a', 'mine', 'end'],
        ['a', 'end'],
      ]),
    ).toEqual(['a', '#2: mine', 'end'])
  })

  test('of crossed orders none is lost', () => {
    expect(
      fold([
        ['a', 'b'],
        ['b', 'a'],
      ]),
    ).toEqual(['#1: a', 'b', '#2: a'])
  })

  test('the same line twice is two rows', () => {
    expect(fold([['a', 'a'], ['a']])).toEqual(['a', '#1: a'])
  })

  test('an open tail counts as far as all have it', () => {
    expect(
      fold(
        [
          ['tick', 'tick', 'tick'],
          ['tick', 'tick'],
        ],
        { step: -1, open: ['crowd'] },
      ),
    ).toEqual(['tick', 'tick'])
  })
})

const group = (count: number, steps: readonly string[]): string =>
  [
    'scenario: a crowd',
    'limits: { step: 30s }',
    'actors:',
    '  server: { echo-server: { greeting: "", quiet: true } }',
    `  crowd: { tcp-client: { to: server, count: ${count} } }`,
    'steps:',
    '  - start: server',
    '  - connect: crowd',
    ...steps.map((step) => `  - ${step}`),
    '',
  ].join('\n')

test('a thousand instances have one lane, and a transcript of a few rows', async () => {
  const result = await runText(
    group(1000, ['send: { crowd: hello }', 'expect: { crowd: hello }', 'send: { crowd#1000: last }', 'exit: crowd']),
  )
  expect(result.status).toBe('passed')
  expect(rowsOf(result)).toEqual([
    'server * listening on localhost:<server.port>',
    'crowd * connected to localhost:<server.port>',
    'crowd > hello',
    'crowd | hello',
    'crowd > #1000: last',
    'crowd * FIN sent',
    'crowd | #1000: last',
    'crowd * FIN received',
  ])
})

test('what one of them lacks is named in the failure', async () => {
  const result = await runText(
    group(3, ['send: { crowd#2: hello }', 'expect: { crowd: hello }\n    within: 100ms', 'exit: crowd']),
  )
  expect(result).toMatchObject({ status: 'failed', failure: { code: 'expectation-not-met', lane: 'crowd#1' } })
  expect(failurePrinted(result)).toContain('crowd#1')
})
