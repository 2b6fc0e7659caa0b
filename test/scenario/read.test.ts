import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readDocument } from '../../src/scenario/read.ts'
import { check } from './fakes.ts'

const encode = (text: string): Uint8Array => new TextEncoder().encode(text)
const read = (bytes: Uint8Array | string) => readDocument(typeof bytes === 'string' ? encode(bytes) : bytes, '/f', 'f')
/** What is wrong, whether the file could be read all the same or not. */
const problemsOf = (text: string) => {
  const result = read(text)
  return 'document' in result ? (result.document.mistakes ?? []) : result.problems
}
const messages = (text: string): string[] =>
  problemsOf(text).map(({ code, span }) => `${code} ${span!.start} “${text.slice(span!.start, span!.end)}”`)
const hint = (text: string): string | undefined => problemsOf(text)[0]?.hint

describe('what cannot be read', () => {
  it.each([
    ['', 'empty-file 0 “”'],
    ['# only a remark\n', 'empty-file 0 “”'],
    ['a:\n\tb: 1', 'yaml-syntax 3 “\t”'],
    ['a: 1\na: 2', 'duplicate-key 5 “a”'],
    ['a: 1\n---\nb: 2', 'yaml-syntax 5 “-”'],
    ['a: 1\n<<<<<<< HEAD\nb: 2\n=======\nb: 3\n>>>>>>> other\n', 'yaml-syntax 5 “<<<<<<< HEAD”'],
    ['a: "\\q"', 'yaml-syntax 4 “\\”'],
    ['a: 1\nb: "x\nc: 2', 'yaml-syntax 8 “"”'],
    ['- expect: { client: hi\n- note: x', 'yaml-syntax 10 “{”'],
    ['a: [b, c\nd: e', 'yaml-syntax 3 “[”'],
    ['a: [b, c', 'yaml-syntax 3 “[”'],
    ['a: [b\nc: [d, e]', 'yaml-syntax 3 “[”'],
    ['- [b, c\n- d', 'yaml-syntax 2 “[”'],
    ['a:\n  - b: [c, "d"\n  - e', 'yaml-syntax 10 “[”'],
    ['a: {b\nc: d', 'yaml-syntax 3 “{”'],
    ['a: { b, c', 'yaml-syntax 3 “{”'],
    ['a: b\nc', 'yaml-syntax 5 “c”'],
    ['a: x\u0007y', 'yaml-syntax 4 “\u0007”'],
    ['a: &a [*a]', 'too-many-aliases 7 “*a”'],
  ])('%j', (text, problem) => expect(messages(text)).toEqual([problem]))

  it('says what to do about tabs and second documents', () => {
    expect(hint('a:\n\tb: 1')).toBe('indent with spaces, two a level')
    expect(hint('a: 1\n---\nb: 2')).toContain('“---”')
  })

  it('finds every duplicate at once', () =>
    expect(messages('a: { x: 1, x: 2 }\nb: 1\nb: 2')).toEqual(['duplicate-key 11 “x”', 'duplicate-key 23 “b”']))

  it('refuses what is no UTF-8', () => {
    expect(read(new Uint8Array([97, 58, 32, 0xff]))).toMatchObject({
      problems: [{ code: 'not-utf8', span: { start: 3 } }],
    })
    expect(read(new Uint8Array([0xff, 0xfe, 97, 0]))).toMatchObject({
      problems: [{ code: 'not-utf8', hint: expect.stringContaining('UTF-16') }],
    })
  })

  it('drops a byte order mark and reads CRLF', () => {
    expect(read(new Uint8Array([0xef, 0xbb, 0xbf, ...encode('a: 1')]))).toMatchObject({
      document: { source: { text: 'a: 1' } },
    })
    expect(read('a: 1\r\nb: x\r\n')).toMatchObject({
      document: {
        root: { entries: [{ value: { source: '1' } }, { value: { source: 'x', span: { start: 9, end: 10 } } }] },
      },
    })
  })
})

describe('text that wants quotes', () => {
  it.each([
    ['- send: { client: a, b }', '“a, b”', '- send: { client: "a, b" }'],
    ['- send: { client: *x }', '“*x”', '- send: { client: "*x" }'],
    ['- send: { client: Hello ${name} }', '“Hello ${name}”', '- send: { client: "Hello ${name}" }'],
    ['- send: { client: ${a}, server: ${b} }', '“${a}”', '- send: { client: "${a}", server: ${b} }'],
    ['lines: [a ${x}, b]', '“a ${x}”', 'lines: ["a ${x}", b]'],
    ['lines: [a, @b]', '“@b”', 'lines: [a, "@b"]'],
    ['a: &x', '“&x”', 'a: "&x"'],
    ['a: &x hi', '“&x hi”', 'a: "&x hi"'],
    ['a: !important', '“!important”', 'a: "!important"'],
    ['a: %d items', '“%d items”', 'a: "%d items"'],
    ['a: @admin', '“@admin”', 'a: "@admin"'],
    ['a: `ls`', '“`ls`”', 'a: "`ls`"'],
    ['a: > hello', '“> hello”', 'a: "> hello"'],
    ['{ a: > hello }', '“> hello”', '{ a: "> hello" }'],
    ['a: [1] ready', '“[1] ready”', 'a: "[1] ready"'],
    ['a: {x} y', '“{x} y”', 'a: "{x} y"'],
    ['a: "x" y', '“"x" y”', `a: '"x" y'`],
    ["a: 'it's'", "“'it's'”", `a: "'it's'"`],
    ['a: Error: no', '“Error: no”', 'a: "Error: no"'],
    ['{ a: Error: no, b: c }', '“Error: no”', '{ a: "Error: no", b: c }'],
    ['- a: { c: Hello #1 }\n- b: 1', '“Hello #1”', '- a: { c: "Hello #1" }'],
    ['a: Hello #1', '“Hello #1”', 'a: "Hello #1"'],
    ['a: - x', '“- x”', 'a: "- x"'],
    ['a: ]', '“]”', 'a: "]"'],
    ['[a]: 1', '“[a]”', '"[a]"'],
    ['a: { one-of: [b, {c] }', '“{c”', 'a: { one-of: [b, "{c"] }'],
    ['a: { one-of: [{b, c] }', '“{b”', 'a: { one-of: ["{b", c] }'],
    ['a: [b, c}]', '“c}”', 'a: [b, "c}"]'],
    ['a: [b, { text: {c }]', '“{c”', 'a: [b, { text: "{c" }]'],
  ])('%s', (text, place, line) => {
    expect(messages(text)[0]).toMatch(/^quote-it /)
    expect(messages(text)[0]).toContain(place)
    expect(hint(text)).toBe(`write it as ${line}`)
  })

  it('finds a map that is not closed, and no text', () => {
    expect(messages('a: { one-of: [b, { text: c ] }')).toEqual(['yaml-syntax 17 “{”'])
  })

  it('finds those on several lines', () => expect(messages('- a: @x\n- b: c\n- d: `y')).toHaveLength(2))

  it.each([
    'a: Hello # a remark',
    'a: x#1',
    'a: { b: c } # x',
    'a: &b { c: 1 }\nd: *b',
    'a: !!str 7',
    'a: |\n  text: [x',
    'a: "b: c"',
    'a: [b, c]',
  ])('lets %j be', (text) => expect(messages(text)).toEqual([]))
})

describe('anchors', () => {
  it('merge, without overriding', () => {
    expect(read('a: &a { x: 1, y: 2 }\nb: { <<: *a, y: 3 }')).toMatchObject({
      document: {
        root: {
          entries: [
            {},
            {
              value: {
                entries: [
                  { key: 'y', value: { value: 3 } },
                  { key: 'x', value: { value: 1 } },
                ],
              },
            },
          ],
        },
      },
    })
  })

  it('are capped', () => {
    const bomb = [
      'a0: &a0 [x, x, x, x, x, x, x, x, x, x]',
      ...Array.from({ length: 12 }, (_, i) => `a${i + 1}: &a${i + 1} [${Array(10).fill(`*a${i}`).join(', ')}]`),
    ].join('\n')
    expect(messages(bomb)).toMatchObject([expect.stringContaining('too-many-aliases')])
  })
})

describe('hostile bytes', () => {
  it.each([
    ['brackets', '['.repeat(1_000_000)],
    ['maps', '{a: '.repeat(1_000_000)],
    ['nested lists', '- '.repeat(500_000)],
    ['questions', '? '.repeat(500_000)],
    ['many items', '- a\n'.repeat(1_500_000)],
    ['a long word', 'a'.repeat(8_000_000)],
    ['deep indentation', Array.from({ length: 1000 }, (_, i) => `${' '.repeat(i)}a:`).join('\n')],
  ])('%s', (_, text) => {
    const result = read(text)
    if ('problems' in result) expect(result.problems).toHaveLength(1)
  })

  it('of more than the limit are not looked at', () =>
    expect(read(new Uint8Array(50_000_000))).toEqual({
      problems: [expect.objectContaining({ code: 'file-too-large' })],
    }))

  it('of any kind give problems with places in the text', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        const result = read(bytes)
        if ('document' in result) return
        expect(result.problems.length).toBeGreaterThan(0)
        for (const { span } of result.problems)
          expect(span!.start >= 0 && span!.start <= span!.end && span!.end <= result.source!.text.length).toBe(true)
      }),
    )
  })
})

const scenarioText = `scenario: t
vars: { name: value, other: { value: x, secret: true } }
limits: { step: 5s }
mask: [uuid, { match: /a+/, as: <a> }]
files:
  conf/a.txt: |
    text \${name}
actors:
  server: { tcp-server: { port: 0, strict: true, rules: [{ when: /x/, reply: y }] } }
  client: { telnet: server }
  job: { program: node x.js }
steps:
  - start: [server, job]
  - connect: client
  - send: { client: "Hello \${name}", server#1: [a, { bytes: "de ad" }] }
    times: 3
  - expect:
      client: { regex: /(?<who>\\w+)/, next: true, without: Error }
      server#client: [a, { lines: [b, c] }, { event: close, code: 1001 }]
    within: 2s
  - repeat: { times: 2, steps: [{ note: hi }] }
  - include: { file: other.yaml, with: { a: b } }
  - check: { job: { pid: /\\d+/ } }
`

describe('a mutated scenario', () => {
  it('begins with one that is right', () => {
    const { problems, scenario } = check(scenarioText, { files: { '/home/other.yaml': 'steps: [{ note: "${a}" }]' } })
    expect(problems.filter((problem) => problem.severity !== 'warning')).toEqual([])
    expect(scenario?.steps).toHaveLength(7)
  })

  const pieces = [
    '{',
    '}',
    '[',
    ']',
    ': ',
    ', ',
    '- ',
    '\n',
    '  ',
    '\t',
    '"',
    "'",
    '#',
    '&a ',
    '*a',
    '!x ',
    '|',
    '>',
    '%',
    '@',
    '${',
    '}',
    '/',
    'server',
    'text',
    '~',
    '\\',
    '<<: ',
    '? ',
    '---\n',
    '\r',
    '\u0000',
    '\u{1f600}',
  ]
  const edit = fc.record({ at: fc.nat(scenarioText.length), drop: fc.nat(6), put: fc.constantFrom('', ...pieces) })

  it('never makes the checker throw, and every problem has its place', () => {
    fc.assert(
      fc.property(fc.array(edit, { minLength: 1, maxLength: 4 }), (edits) => {
        let text = scenarioText
        for (const { at, drop, put } of edits) text = text.slice(0, at) + put + text.slice(at + drop)
        const { problems, scenario } = check(text, { files: { '/home/other.yaml': 'steps: [{ note: "${a}" }]' } })
        expect(scenario === undefined).toBe(problems.some((problem) => problem.severity !== 'warning'))
        for (const { span, message, hint } of problems) {
          const length = span?.file === '/home/story.yaml' ? text.length : 100
          expect(
            span !== undefined && span.start >= 0 && span.start <= span.end && span.end <= length,
            JSON.stringify({ span, message }),
          ).toBe(true)
          expect(message).not.toMatch(/undefined|\[object|\.$/)
          expect(hint ?? '').not.toMatch(/undefined|\[object/)
        }
      }),
      { numRuns: 600 },
    )
  })
})
