import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Row, Transcript } from '../../src/model/transcript.ts'
import { escapeText } from '../../src/transcript/escape.ts'
import { readTranscript } from '../../src/transcript/read.ts'
import { writeTranscript } from '../../src/transcript/write.ts'
import { rows, transcript } from './raw-transcripts.ts'

const read = (text: string) => readTranscript(text, '/here/echo.txt', 'echo.txt')

const full: Transcript = {
  title: 'TCP echo server',
  source: 'scenarios/echo.yaml',
  recorded: '2026-11-22 18:25:37 UTC',
  lanes: [
    { lane: 'server', kind: 'echo-server', command: 'echo-server' },
    { lane: 'server#1', kind: '', command: '' },
    { lane: 'sh', kind: 'program', command: 'sh -c "echo: x"' },
  ],
  open: ['sh', 'server#1'],
  rows: [
    { at: 0, lane: 'server', mark: '*', text: 'listening on localhost:9000' },
    { at: 61, lane: 'server#1', mark: '|', text: '' },
    { at: 4500, lane: 'sh', mark: '~', text: ' > | prompt:\\x20' },
    { at: 4500, lane: '', mark: '#', text: 'a remark' },
    { at: 360_000, lane: 'sh', mark: '!', text: '日本', tail: true },
  ],
}

const fullText = `# TCP echo server
# scenarios/echo.yaml · recorded 2026-11-22 18:25:37 UTC
# server    echo-server
# server#1
# sh        program: sh -c "echo: x"
# tail open: sh server#1

00:00  server   * listening on localhost:9000
01:01  server#1 |
75:00  sh       ~  > | prompt:\\x20
75:00           # a remark

# unmatched output
6000:00  sh       ! 日本
`

test('a transcript is written so', () => expect(writeTranscript(full)).toBe(fullText))
test('and read so', () => expect(read(fullText)).toEqual({ transcript: full }))

test('without lanes in the header, as by hand', () => {
  const text =
    '# T\n# s.yaml · recorded 2026-11-22 18:25:37 UTC\n\n00:05  client > Hello server\n00:05  client | Hello server'
  expect(read(text)).toMatchObject({
    transcript: { lanes: [], rows: [{ at: 5, lane: 'client', mark: '>', text: 'Hello server' }, { mark: '|' }] },
  })
})

test('lanes are padded by what a terminal shows', () => {
  expect(writeTranscript(transcript(rows('日本 | a', 'abcde | b')))).toContain('00:00  日本  | a\n00:01  abcde | b\n')
})

describe('reading undoes writing', () => {
  const name = fc.stringMatching(/^[a-z日:][a-z0-9:-]{0,8}(?:#[1-9])?$/)
  const words = fc.string({ unit: 'binary' }).map(escapeText)
  const row: fc.Arbitrary<Row> = fc.record({
    at: fc.nat({ max: 500_000 }),
    lane: fc.oneof(name, fc.constant('')),
    mark: fc.constantFrom('|', '~', '!', '>', '*', '#'),
    text: fc.oneof(words, fc.constantFrom('| x', '# unmatched output', '', ' * ', '<<<<<<< HEAD').map(escapeText)),
  })
  const whole = fc
    .record({
      title: words,
      source: words,
      recorded: fc.constant('2026-11-22 18:25:37 UTC'),
      lanes: fc.array(fc.record({ lane: name, kind: fc.stringMatching(/^(?:[a-z-]{1,9})?$/), command: words })),
      rows: fc
        .tuple(fc.array(row), fc.array(row))
        .map(([rows, tail]) => [...rows, ...tail.map((one) => ({ ...one, tail: true }))]),
      open: fc.array(name, { minLength: 1 }),
    })
    .chain((all) => fc.boolean().map((open) => (open ? all : { ...all, open: undefined })))

  test('for any transcript', () => {
    fc.assert(
      fc.property(whole, ({ open, ...rest }) => {
        const one: Transcript = { ...rest, ...(open === undefined ? {} : { open }) }
        expect(read(writeTranscript(one))).toEqual({ transcript: one })
      }),
      { numRuns: 500 },
    )
  })

  test('and no file makes the reader throw', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => Object.keys(read(text)).length === 1))
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...fullText, '\n', '# ')),
        (parts) => Object.keys(read(parts.join(''))).length === 1,
      ),
    )
  })
})

describe('what cannot be read is a problem with its place', () => {
  const head = '# T\n# s.yaml · recorded 2026-11-22 18:25:37 UTC\n\n'
  test.each([
    ['an empty file', '', 'the title is missing in echo.txt', ''],
    ['no header', '00:00  a | x\n', 'the title is missing in echo.txt', '00:00  a | x'],
    ['no second line', '# T\n', 'the line with the source and the time is missing in echo.txt', '# T'],
    [
      'a conflict',
      `${head}<<<<<<< HEAD\n00:00  a | x\n=======\n>>>>>>> b\n`,
      'there is a merge conflict in echo.txt',
      '<<<<<<< HEAD',
    ],
    ['a conflict in the header', '<<<<<<< HEAD\n# T\n', 'there is a merge conflict in echo.txt', '<<<<<<< HEAD'],
    ['a carriage return', `${head}00:00  a | x\r\n`, 'there is a carriage return in echo.txt', '\r'],
    [
      'a strange header',
      '# T\n# s · recorded 2026-11-22 18:25:37 UTC\nlane\n',
      'this line of the header cannot be read in echo.txt',
      'lane',
    ],
    ['a strange row', `${head}00:00  a | x\nwhat is this\n`, 'this row cannot be read in echo.txt', 'what is this'],
    ['a strange mark', `${head}00:00  a ? x\n`, 'this row cannot be read in echo.txt', '00:00  a ? x'],
    ['a minute of 75 seconds', `${head}00:75  a | x\n`, 'this row cannot be read in echo.txt', '00:75  a | x'],
    ['a blank line between rows', `${head}00:00  a | x\n\n00:00  a | y\n`, 'this row cannot be read in echo.txt', ''],
    [
      'a heading of another version',
      `${head}00:00  a | x\n\n# left over\n00:00  a | y\n`,
      'this heading is not known in echo.txt',
      '# left over',
    ],
    [
      'a second tail',
      `${head}# unmatched output\n# unmatched output\n`,
      'this row cannot be read in echo.txt',
      '# unmatched output',
    ],
  ])('%s', (_, text, message, at) => {
    const result = read(text)
    if (!('problem' in result)) throw new Error('it was read')
    expect(result.problem).toMatchObject({ code: 'transcript-unreadable', message, span: { file: '/here/echo.txt' } })
    const { start, end } = result.problem.span as { start: number; end: number }
    expect(text.slice(start, end)).toBe(at)
    expect(result.problem.hint).toBeDefined()
  })
})

const groups: Transcript = {
  title: 'many',
  source: 'many.yaml',
  recorded: '2026-11-22 18:25:37 UTC',
  lanes: [
    { lane: 'server', kind: 'udp', command: 'udp' },
    { lane: 'many', kind: 'tcp-client', command: 'tcp-client server', count: 10 },
    { lane: 'two', kind: 'udp', command: 'udp', count: 2 },
    { lane: 'none', kind: 'program', command: '', count: 3 },
  ],
  rows: [{ at: 0, lane: 'many', mark: '>', text: 'x' }],
}

test('the size of a group stands in the header, and is read from there', () => {
  const text = writeTranscript(groups)
  expect(text).toContain('# many    tcp-client × 10: tcp-client server\n# two     udp × 2\n# none    program × 3:\n')
  expect(read(text)).toEqual({ transcript: groups })
})
