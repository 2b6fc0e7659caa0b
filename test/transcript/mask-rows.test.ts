import { expect, test } from 'vitest'
import type { MaskRule } from '../../src/model/scenario.ts'
import { transcribe } from '../../src/transcript/transcribe.ts'
import { builtin, captured, rawTranscriptOf, regex, row } from './raw-transcripts.ts'

const span = { file: 'echo.yaml', start: 0, end: 0 }
const on = (rule: MaskRule, ...lanes: string[]): MaskRule => ({ ...rule, lane: lanes.map((name) => ({ name, span })) })
/** Steps stand at offsets 100, 200, …; the second is performed twice, as in a `repeat`. */
const places = [100, 200, 200, 300].map((start) => ({ file: 'echo.yaml', start, end: start + 50 }))
const beside = (start: number, rule: MaskRule, file = 'echo.yaml'): MaskRule => ({
  ...rule,
  step: { file, start, end: start + 50 },
  // Two rules never stand at one place.
  span: { file, start: start + 20, end: start + 30 },
})
const written = (rows: Parameters<typeof rawTranscriptOf>[0], rules: readonly MaskRule[], more = {}): string[] =>
  transcribe(rawTranscriptOf(rows, { places, ...more }), rules).transcript.rows.map(
    ({ lane, mark, text }) => `${lane} ${mark} ${text}`,
  )

const digits = regex('\\d+', '<n>')

test.each([
  [['server'], ['server | <n>', 'server#1 | <n>', 'server#12 > <n>', 'servers | 4', ' # 5']],
  [['server#1'], ['server | 1', 'server#1 | <n>', 'server#12 > 3', 'servers | 4', ' # 5']],
  [
    ['servers', 'server#12'],
    ['server | 1', 'server#1 | 2', 'server#12 > <n>', 'servers | <n>', ' # 5'],
  ],
])('a mask for %j is for its rows alone', (lanes, wanted) => {
  const rows = [
    row('server', '|', '1'),
    row('server#1', '|', '2'),
    row('server#12', '>', '3'),
    row('servers', '|', '4'),
    row('', '#', '5'),
  ]
  expect(written(rows, [on(digits, ...lanes)])).toEqual(wanted)
})

test('a mask for an instance of a group is for its rows, also of its connection', () => {
  const lanes = ['crowd', 'server#crowd'].map((lane) => ({ lane, kind: 'x', command: '', count: 2 }))
  const rows = ['crowd', 'server#crowd'].flatMap((lane) =>
    [1, 2].map((instance) => row(lane, '|', 'id 7', { instance })),
  )
  expect(written(rows, [on(digits, 'crowd#2', 'server#crowd#1')], { lanes })).toEqual([
    'crowd | #1: id 7',
    'crowd | #2: id <n>',
    'server#crowd | #1: id <n>',
    'server#crowd | #2: id 7',
  ])
})

test('a mask beside a step is for its rows, in each round, and for nothing that is left unmatched', () => {
  const rows = [0, 1, 2, 3, -1].map((step) => row('a', '|', 'id 7', { step }))
  expect(written(rows, [beside(200, digits)])).toEqual(['a | id 7', 'a | id <n>', 'a | id <n>', 'a | id 7', 'a | id 7'])
  expect(written(rows, [beside(200, digits, 'other.yaml')])).toEqual(Array(5).fill('a | id 7'))
  expect(written(rows.slice(1, 2), [beside(200, on(digits, 'b'))])).toEqual(['a | id 7'])
})

test('each step may name a variable in its own way', () => {
  const at = (step: number) => row('a', '~', 'xy', { step, places: [{ start: 0, end: 2, name: 'id' }] })
  const named = { ...captured('id'), as: '<here>' }
  expect(written([at(0), at(1), at(3)], [beside(100, captured('id')), beside(200, named)])).toEqual([
    'a ~ <id>',
    'a ~ <here>',
    'a ~ xy',
  ])
})

test('identities have one number wherever a mask finds them', () => {
  const [one, other] = ['3f2504e0-4f89-41d3-9a0c-0305e82c3301', '6ba7b810-9dad-11d1-80b4-00c04fd430c8']
  const rows = [row('a', '|', one), row('b', '|', other), row('b', '|', one), row('c', '|', one)]
  expect(written(rows, [on(builtin('uuid'), 'a'), on(builtin('uuid'), 'b')])).toEqual([
    'a | <uuid 1>',
    'b | <uuid 2>',
    'b | <uuid 1>',
    `c | ${one}`,
  ])
})

test('bytes, pieces of a line, and rows that are sorted', () => {
  const bytes = Buffer.from('n7')
  expect(written([row('a', '|', bytes), row('b', '|', bytes)], [on(digits, 'a')])).toEqual([
    'a | 6e <n>  n.',
    'b | 6e 37  n7',
  ])
  const pieces = ['a', 'b'].flatMap((lane) => [row(lane, '~', 'id 1'), row(lane, '~', '2')])
  expect(written(pieces, [on(regex('id \\d+', '<id>'), 'b')])).toEqual(['a ~ id 1', 'a ~ 2', 'b ~ <id>', 'b ~ <id>'])
  const unread = ['a', 'b'].flatMap((lane) => ['9 x', '1 y'].map((text) => row(lane, '|', text, { step: -1 })))
  expect(written(unread, [on(digits, 'a')], { sorted: ['a', 'b'] })).toEqual([
    'a | <n> x',
    'a | <n> y',
    'b | 1 y',
    'b | 9 x',
  ])
})

test('one that finds nothing says where it has looked', () => {
  const rules = [on(digits, 'b', 'c#1'), beside(100, regex('x', '<x>')), beside(200, on(digits, 'b'))]
  const { warnings } = transcribe(rawTranscriptOf([row('a', '|', 'id 7')], { places }), rules)
  expect(warnings.map(({ message }) => message)).toEqual([
    'the mask “<n>” found nothing to rename on “b”, “c#1” in this run',
    'the mask “<x>” found nothing to rename in the rows of this step',
    'the mask “<n>” found nothing to rename on “b” in the rows of this step',
  ])
})
