import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { proposeMasks } from '../../../src/transcript/propose/propose-masks.ts'

const same = [
  { lane: 'server', text: 'listening on 127.0.0.1' },
  { lane: 'client', text: 'pid 1 is init' },
]

/** The masks for one row that differs. */
const masksFor = (texts: readonly string[], lane = 'server', rows = same) => {
  const { masks, left } = proposeMasks([{ lane, texts }], rows)
  expect(left).toEqual([])
  return masks
}

test('a mask that a wider one makes needless is left out', () => {
  const row = (...texts: string[]) => ({ lane: 'broker', texts })
  const { masks, left } = proposeMasks(
    [row('4711 as door', '812 as door'), row('4712 as lamp', '813 as lamp'), row('so 4713 as', 'so 814 as')],
    same,
  )
  expect(left).toEqual([])
  expect(masks).toEqual([{ match: '(\\d+) as', as: '<n>' }])
})

describe('built-in masks', () => {
  test.each([
    ['iso-time', ['at 2026-11-27T07:44:08Z', 'at 2026-11-27T07:44:09Z']],
    ['http-date', ['Date: Fri, 27 Nov 2026 07:44:08 GMT', 'Date: Fri, 27 Nov 2026 07:44:10 GMT']],
    ['uuid', ['id 7b1c0a51-0d4f-4a43-9d0f-0d6c3e0b9a11', 'id 1f1c0a51-2d4f-4a43-9d0f-0d6c3e0b9a12']],
    ['duration', ['done in 12ms', 'done in 9ms']],
    ['size', ['freed 4096 bytes', 'freed 128 bytes']],
  ])('%s', (builtin, texts) => {
    expect(masksFor(texts)).toEqual([{ builtin }])
  })

  test('one that would find something where nothing differs gives way to a pattern', () => {
    const rows = [{ lane: 'server', text: 'timeout is 5s' }]
    expect(masksFor(['done in 12ms', 'done in 9ms'], 'server', rows)).toEqual([
      { match: 'in (\\d+(?:[.,]\\d+)?[mun]?s)', as: '<done>' },
    ])
  })
})

describe('patterns', () => {
  test.each<[string, string[], object]>([
    [
      'an address is one word',
      ['from 127.0.0.1:40312', 'from 127.0.0.1:51418'],
      { match: '127\\.0\\.0\\.1:(\\d+)', as: '<n>' },
    ],
    [
      'what a log counts before each line is one value',
      ['[4711:5    0] up', '[4892:5    0] up'],
      { match: '\\[([\\d: ]+)', as: '<n>' },
    ],
    [
      'the word before names the value',
      ['worker 4312 is up', 'worker 4319 is up'],
      { match: 'worker (\\d+)', as: '<worker>' },
    ],
    ['punctuation stays', ['sid=a81f;', 'sid=77c0;'], { match: 'sid=([\\da-f]+)', as: '<sid>' }],
    ['a value at the beginning', ['17 users', '4 users'], { match: '(\\d+) users', as: '<n>' }],
    ['a value alone', ['17', '4'], { match: '^(\\d+)$', as: '<n>' }],
    ['a decimal as a whole', ['load 1.5', 'load 1.7'], { match: 'load (\\d+(?:[.,]\\d+)+)', as: '<load>' }],
    ['a time as a whole', ['at 07:44:08', 'at 07:44:09'], { match: '\\b(\\d+:\\d\\d:\\d\\d)\\b', as: '<time>' }],
    [
      'a line that begins with seconds',
      ['1795791981: begun', '1795791982: begun'],
      { match: '\\b(1\\d{9})\\b', as: '<time>' },
    ],
    ['an address', ['call from ::1 now', 'call from 127.0.0.1 now'], { match: 'from ([\\w.:]+)', as: '<address>' }],
    ['a number that is padded', ['pos:  5', 'pos: 12'], { match: 'pos:( *-?\\d+(?:[.,]\\d+)?)', as: '<pos>' }],
    [
      'no name of the transcript in the pattern',
      ['<server.port> is 12 now', '<server.port> is 15 now'],
      { match: 'is (\\d+)', as: '<n>' },
    ],
  ])('%s', (_name, texts, mask) => {
    expect(masksFor(texts)).toEqual([mask])
  })

  test('as many words as make it the only one', () => {
    const rows = [{ lane: 'server', text: 'old pid 12' }]
    expect(masksFor(['new pid 13', 'new pid 14'], 'server', rows)).toEqual([{ match: 'new pid (\\d+)', as: '<pid>' }])
  })

  test('only on its lane, where others have the same words', () => {
    const rows = [{ lane: 'client', text: 'pid 12' }]
    expect(masksFor(['pid 13', 'pid 14'], 'server#1', rows)).toEqual([
      { match: 'pid (\\d+)', as: '<pid>', lane: 'server#1' },
    ])
  })

  test('two values of a line, and the same rule for both rows that it fits', () => {
    const { masks, left } = proposeMasks(
      [
        { lane: 'a', texts: ['pid 1 has port 5', 'pid 2 has port 6'] },
        { lane: 'a', texts: ['pid 9 leaves', 'pid 8 leaves'] },
      ],
      [],
    )
    expect(left).toEqual([])
    expect(masks).toEqual([
      { match: 'pid (\\d+)', as: '<pid>' },
      { match: 'port (\\d+)', as: '<port>' },
    ])
  })

  test('three runs, of which two are the same', () => {
    expect(masksFor(['n 12', 'n 12', 'n x9'])).toEqual([{ match: '\\bn (\\w+)', as: '<n>' }])
  })
})

test('words of letters are other messages, and no values', () => {
  expect(proposeMasks([{ lane: 'a', texts: ['status is fine', 'status is wrong'] }], []).masks).toEqual([])
  expect(proposeMasks([{ lane: 'a', texts: ['hellohello', 'hellohellohello'] }], []).masks).toEqual([])
  expect(masksFor(['alpha wrote 17', 'alpha wrote 4'])).toEqual([{ match: 'wrote (\\d+)', as: '<wrote>' }])
})

test('what has nothing in common is left, and what only any text at all would cover', () => {
  expect(proposeMasks([{ lane: 'a', texts: ['went: all is well', 'went: no'] }], []).masks).toEqual([])
  expect(proposeMasks([{ lane: 'a', texts: ['one', 'other words'] }], []).left).toHaveLength(1)
})

test('whatever is masked is the same afterwards, and the rest is said to be left', () => {
  const word = fc.constantFrom('pid', '12', '7', 'a9', '::', '<x>', '\\n', ' ', '[', '(', '2026-11-27T07:44:08Z', '-')
  const line = fc.array(word, { maxLength: 8 }).map((words) => words.join(''))
  fc.assert(
    fc.property(fc.array(fc.array(line, { minLength: 2, maxLength: 3 }), { maxLength: 3 }), (rows) => {
      const differing = rows.map((texts) => ({ lane: 'a', texts }))
      for (const mask of proposeMasks(differing, []).masks)
        if ('match' in mask) expect(() => new RegExp(mask.match)).not.toThrow()
    }),
  )
})
