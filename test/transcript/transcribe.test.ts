import { describe, expect, test } from 'vitest'
import type { Alias } from '../../src/model/event.ts'
import type { MaskRule } from '../../src/model/scenario.ts'
import { unescapeText } from '../../src/text/unescape.ts'
import { transcribe } from '../../src/transcript/transcribe.ts'
import { builtin, captured, regex, rawTranscriptOf, template, text, row } from './raw-transcripts.ts'

const alias = (volatile: string, name: string): Alias => ({ volatile, name })
const written = (line: string, aliases: readonly Alias[], mask: readonly MaskRule[] = []): string =>
  transcribe(rawTranscriptOf([row('a', '|', line)], { aliases }), mask).transcript.rows[0]?.text as string

test('a scenario becomes rows in whole seconds under a header', () => {
  const { transcript, warnings } = transcribe(
    rawTranscriptOf(
      [row('client', '>', 'Hello', { at: 59_999_999 }), row('client', '|', 'bye', { step: -1, at: 60_000_000 })],
      {
        title: 'Two\nlines',
        lanes: [{ lane: 'client', kind: 'telnet', command: 'telnet localhost 43121' }],
        aliases: [alias('43121', 'server.port')],
      },
    ),
    [],
  )
  expect(transcript).toEqual({
    title: 'Two\\nlines',
    source: 'scenarios/story.yaml',
    recorded: '2026-11-22 18:25:37 UTC',
    lanes: [{ lane: 'client', kind: 'telnet', command: 'telnet localhost <server.port>' }],
    rows: [
      { at: 59, lane: 'client', mark: '>', text: 'Hello', step: 0 },
      { at: 60, lane: 'client', mark: '|', text: 'bye', tail: true },
    ],
  })
  expect(warnings).toEqual([])
})

describe('aliases', () => {
  const port = [alias('4312', 'server.port')]
  test.each([
    ['4312', '<server.port>'],
    ['on localhost:4312.', 'on localhost:<server.port>.'],
    ['[::1]:4312, 4312/tcp', '[::1]:<server.port>, <server.port>/tcp'],
    ['43121 14312 v4312x x4312 4312ms порт4312', '43121 14312 v4312x x4312 4312ms порт4312'],
    ['1.4312 4312.5', '1.4312 4312.5'],
  ])('a port in “%s”', (line, result) => expect(written(line, port)).toBe(result))

  test.each([
    ['pid 4312 on 4312', 'pid 4312 on <server.port>'],
    ['sshd[4312]: port 4312', 'sshd[4312]: port <server.port>'],
    ['4312 bytes, 4312 ms, 4312 %', '4312 bytes, 4312 ms, 4312 %'],
    ['{"pid":4312,"port":4312}', '{"pid":4312,"port":<server.port>}'],
  ])('something else with its number in “%s”', (line, result) => expect(written(line, port)).toBe(result))

  test.each([
    ['4312', '4312'],
    ['[4312] on localhost:4312', '[4312] on localhost:<server.port>'],
    ['4312 listens at port 4312', '4312 listens at port <server.port>'],
    ['{"address":"127.0.0.1","port":4312,"id":4312}', '{"address":"127.0.0.1","port":<server.port>,"id":4312}'],
    [
      "4312/tcp --port=4312 localhost 4312 ('127.0.0.1', 4312, 0, 0)",
      "<server.port>/tcp --port=<server.port> localhost <server.port> ('127.0.0.1', <server.port>, 0, 0)",
    ],
  ])('a number that the scenario writes, or that a process has, in “%s”', (line, result) => {
    const row1 = [row('a', '|', line)]
    const rows = (more: object) =>
      transcribe(rawTranscriptOf(row1, { aliases: port, ...more }), []).transcript.rows[0]?.text
    expect(rows({ numbers: new Set(['4312']) })).toBe(result)
    expect(rows({ aliases: [...port, alias('4312', 'p.pid')] })).toBe(result)
  })

  test.each([
    ['/tmp/s-1/a/b', '<tmp>/a/b'],
    ['in /tmp/s-1.', 'in <tmp>.'],
    ['"/tmp/s-1"', '"<tmp>"'],
    ['/tmp/s-12 /tmp/s-1-x /tmp/s-1.log x/tmp/s-1', '/tmp/s-12 /tmp/s-1-x /tmp/s-1.log x/tmp/s-1'],
    ['/tmp/s-1/run/x', '<run>/x'],
    ['unix:/tmp/s-1/run', 'unix:<run>'],
  ])('a path in “%s”', (line, result) =>
    expect(written(line, [alias('/tmp/s-1', 'tmp'), alias('/tmp/s-1/run', 'run')])).toBe(result),
  )

  test('words and texts with punctuation are whole too', () => {
    const aliases = [alias('web1', 'host'), alias('@ab.c', 'path'), alias('127.0.0.1:80', 'address')]
    expect(written('web1 web12 myweb1 web1.', aliases)).toBe('<host> web12 myweb1 <host>.')
    expect(written('@ab.c @ab.cd 127.0.0.1:80 127.0.0.1:8080', aliases)).toBe('<path> @ab.cd <address> 127.0.0.1:8080')
  })

  test('the first name of a text counts, and an empty text is no alias', () => {
    expect(written('7000', [alias('', 'nothing'), alias('7000', 'one'), alias('7000', 'two')])).toBe('<one>')
  })

  test('a pid is renamed where the runner wrote it and nowhere else', () => {
    const lines = [
      row('p', '*', 'started, pid 15'),
      row('p', '>', 'kill 15'),
      row('p', '|', '15 items'),
      row('p', '!', '15 errors'),
    ]
    const { transcript } = transcribe(rawTranscriptOf(lines, { aliases: [alias('15', 'p.pid')] }), [])
    expect(transcript.rows.map((row) => row.text)).toEqual([
      'started, pid <p.pid>',
      'kill <p.pid>',
      '15 items',
      '15 errors',
    ])
  })

  test('among the words of an event a pid stands behind that word; sent, it is one only where a step asked for it', () => {
    const lines = [row('p', '*', 'exited with code 15'), row('p', '*', 'ended, pid 15'), row('c', '>', 'ping 15')]
    const rows = (unasked: object) =>
      transcribe(rawTranscriptOf(lines, { aliases: [{ ...alias('15', 'p.pid'), ...unasked }] }), []).transcript.rows
    expect(rows({}).map((row) => row.text)).toEqual(['exited with code 15', 'ended, pid <p.pid>', 'ping <p.pid>'])
    expect(rows({ unasked: true }).map((row) => row.text)).toEqual([
      'exited with code 15',
      'ended, pid <p.pid>',
      'ping 15',
    ])
  })

  test('escape sequences are left out, but of an actor with ansi: keep and its connections', () => {
    const line = 'a\u001b[2K\u001b]0;title\u0007b'
    const rows = [row('a', '|', line), row('b', '|', line), row('b#1', '!', line)]
    const lanes = [
      { lane: 'a', kind: 'program', command: 'a' },
      { lane: 'b', kind: 'tcp-server', command: 'b', ansi: 'keep' },
    ] as const
    const { transcript } = transcribe(rawTranscriptOf(rows, { lanes }), [])
    const kept = 'a\\x1b[2K\\x1b]0;title\\x07b'
    expect(transcript.rows.map(({ text }) => text)).toEqual(['ab', kept, kept])
  })

  test('a colour before a port does not hide it, and sent control characters stay', () => {
    expect(written('on \u001b[32m4312\u001b[0m', port)).toBe('on <server.port>')
    const { transcript } = transcribe(rawTranscriptOf([row('a', '>', '\u001b[32m')]), [])
    expect(transcript.rows[0]?.text).toBe('\\x1b[32m')
  })
})

describe('masks', () => {
  test.each<[string, MaskRule, string]>([
    ['at 2026-11-22T18:25:37.123Z or 2026-11-22 18:25', builtin('iso-time'), 'at <iso-time> or <iso-time>'],
    ['2026-11-22T18:25:37+01:00!', builtin('iso-time'), '<iso-time>!'],
    ['took 12ms, 1.5 seconds, 1h 2m 3s', builtin('duration'), 'took <duration>, <duration>, <duration>'],
    ['5 apples, 12msx, v12ms', builtin('duration'), '5 apples, 12msx, v12ms'],
    ['read /etc/hosts, /a/b.c.', builtin('path'), 'read <path 1>, <path 2>.'],
    ['and/or http://x/y 1/2', builtin('path'), 'and/or http://x/y 1/2'],
    ['C:\\dir\\file', builtin('path'), '<path 1>'],
    ['user 17 in', regex('user \\d+', '<user>'), '<user> in'],
    ['$& costs', text('$&', '$1'), '$1 costs'],
    ['a.c abc', text('a.c', '<t>'), '<t> abc'],
    ['ABC abc', regex('abc', '<t>', 'gi'), '<t> <t>'],
    ['abc', regex('x*', '<t>'), 'abc'],
    ['Date: Sun, 06 Nov 1994 08:49:37 GMT.', builtin('http-date'), 'Date: <http-date>.'],
    ['Sunday, 06-Nov-94 08:49:37 GMT|Sun Nov  6 08:49:37 1994', builtin('http-date'), '<http-date>|<http-date>'],
    ['Sun, 6 Nov 1994 08:49:37 +0200', builtin('http-date'), '<http-date>'],
    ['Sunday at 08:49:37', builtin('http-date'), 'Sunday at 08:49:37'],
    ['4096 bytes, 1.5 MiB, 12kB (1 byte)', builtin('size'), '<size>, <size>, <size> (<size>)'],
    ['5 Boxes, v12MB, 3 apples', builtin('size'), '5 Boxes, v12MB, 3 apples'],
    [
      'from 10.0.0.7:80 and ::1, [2001:db8::7]',
      builtin('address'),
      'from <address 1>:80 and <address 2>, [<address 3>]',
    ],
    ['::ffff:10.0.0.7 fe80::1%eth0 10.0.0.7.', builtin('address'), '<address 1> <address 2> <address 3>.'],
    [
      'at 12:34:56, v1.2.3, 1.2.3.4.5, 256.1.1.1, std::vector',
      builtin('address'),
      'at 12:34:56, v1.2.3, 1.2.3.4.5, 256.1.1.1, std::vector',
    ],
    [`SHA256:${'aB3+/'.repeat(8)}xyz`, builtin('fingerprint'), '<fingerprint 1>'],
    [`MD5:${'ab:'.repeat(15)}cd, ${'AB:'.repeat(19)}CD`, builtin('fingerprint'), '<fingerprint 1>, <fingerprint 2>'],
    [`${'ab'.repeat(20)} ${'ab'.repeat(32)} abcdef`, builtin('fingerprint'), '<fingerprint 1> <fingerprint 2> abcdef'],
    ['port 17, at 17', regex('port (\\d+)', '<port>'), 'port <port>, at 17'],
    ['a1 b2', regex('(?<letter>[a-z])\\d', '<l>'), '<l>1 <l>2'],
    ['port 17', regex('(port) (\\d+)', '<port>'), '<port>'],
    ['nginx/1.2', regex('(nginx)/.*', 'nginx/<v>'), 'nginx/<v>'],
    ['a b', regex('a(x)?', '<x>'), 'a b'],
    ['x=[1]', regex('x=[(]?(?:\\[)(\\d)\\]', '<n>', 'd'), 'x=[<n>]'],
  ])('%s', (line, rule, result) => expect(written(line, [], [rule])).toBe(result.replaceAll('\\', '\\\\')))

  test('identities are numbered in script order over the whole transcript', () => {
    const [one, two] = ['123e4567-e89b-12d3-a456-426614174000', '00000000-0000-4000-8000-000000000000']
    const { transcript } = transcribe(
      rawTranscriptOf([row('a', '|', `${one} ${two}`), row('b', '>', two), row('a', '|', one)]),
      [builtin('uuid')],
    )
    expect(transcript.rows.map((row) => row.text)).toEqual(['<uuid 1> <uuid 2>', '<uuid 2>', '<uuid 1>'])
  })

  test('a captured variable is renamed wherever it stands, also before it was captured', () => {
    const { transcript } = transcribe(
      rawTranscriptOf([row('a', '|', 'etag "x-1"'), row('b', '|', 'x-1, x-12')], {
        captured: new Map([['etag', ['x-1']]]),
      }),
      [captured('etag')],
    )
    expect(transcript.rows.map((row) => row.text)).toEqual(['etag "<etag>"', '<etag>, x-12'])
  })

  test('variables go into a regex literally', () => {
    const rule = regex(template('id=', { name: 'v' }, '\\d'), '<id>')
    const { transcript } = transcribe(
      rawTranscriptOf([row('a', '|', 'id=a.c1 id=abc1')], { captured: new Map([['v', ['a.c']]]) }),
      [rule],
    )
    expect(transcript.rows[0]?.text).toBe('<id> id=abc1')
  })

  test('no rule finds its match in a name that was put before', () => {
    const line = 'port 4312, id 123e4567-e89b-12d3-a456-426614174000, 99'
    const rules = [builtin('uuid'), regex('\\b\\d{2}\\b', '<n>'), regex('server|uuid', '<word>')]
    expect(written(line, [alias('4312', 'server.port')], rules)).toBe('port <server.port>, id <uuid 1>, <n>')
  })

  test('private characters of the text itself survive', () => {
    expect(written('\ue000 4312 \ue001 7', [alias('4312', 'p')], [regex('\\b\\d\\b', '<n>')])).toBe(
      '\ue000 <p> \ue001 <n>',
    )
  })

  test('the author comes before what the tool has drawn, also where both mean the same number', () => {
    const pid = regex('^\\[\\d+\\]', '[<pid>]')
    expect(written('[4312] LOG: listening on 4312', [alias('4312', 'db.port')], [pid])).toBe(
      '[<pid>] LOG: listening on <db.port>',
    )
    expect(written('/tmp/s-1/x', [alias('/tmp/s-1', 'tmp')], [regex('/tmp/\\S+', '<file>')])).toBe('<file>')
  })

  test('every value that a variable had is renamed, in a pattern too', () => {
    const values = ['17', '4', 'x-1']
    const of = (rule: MaskRule) =>
      transcribe(
        rawTranscriptOf([row('a', '|', 'id 17, id 4, id x-1, id 5')], { captured: new Map([['id', values]]) }),
        [rule],
      ).transcript.rows[0]?.text
    expect(of(captured('id'))).toBe('id <id>, id <id>, id <id>, id 5')
    expect(of(regex(template('id ', { name: 'id' }), '<it>'))).toBe('<it>, <it>, <it>, id 5')
  })

  test('bytes are masked like text, and a place that a step took or sent is renamed whatever stands there', () => {
    const bytes = Buffer.from('\x10ID=rl0a1b2c3d\x00', 'latin1')
    const rows = (more: object, rule: MaskRule) =>
      transcribe(rawTranscriptOf([row('a', '|', bytes, more)]), [rule]).transcript.rows.map((row) => row.text)
    expect(rows({}, regex('rl[0-9a-f]{8}', '<id>'))).toEqual(['10 49 44 3d <id> 00  .ID=..'])
    const places = [{ start: 0, end: 2, name: 'id' }]
    expect(rows({ places }, captured('id'))).toEqual(['<id> 44 3d 72 6c 30 61 31 62 32 63 33 64 00  .D=rl0a1b2c3d.'])
  })

  test.each(['\x1bc', '\x1b[', '[m', '\n\n', '  ', '', '\ue000', '<id>', '\\'])(
    'a row of text is the same, whatever a step took under a name: %j',
    (value) => {
      const [before, after] = ['\x1b[31ma\x1b', 'm b']
      const places = [{ start: before.length, end: before.length + value.length, name: 'id' }]
      const { rows } = transcribe(rawTranscriptOf([row('a', '~', `${before}${value}${after}`, { places })]), [
        captured('id'),
      ]).transcript
      expect(rows.map(({ mark, text }) => `${mark} ${text}`)).toEqual(['~ a\\x1b<id>m b'])
    },
  )

  test('a pattern reaches over the pieces of one line, and not into the next', () => {
    const rows = (...pieces: [string, '|' | '~', boolean][]) =>
      transcribe(
        rawTranscriptOf(
          pieces.map(([piece, mark, isBytes]) => row('a', mark, isBytes ? Buffer.from(piece, 'latin1') : piece)),
        ),
        [regex('id[0-9]+', '<id>')],
      ).transcript.rows.map(({ text }) => text)
    expect(rows(['\xff-i', '|', true], ['d12', '~', false], ['3!', '|', false])).toEqual([
      'ff 2d <id>  .-.',
      '<id>',
      '<id>!',
    ])
    expect(rows(['an i', '|', false], ['d123', '|', false])).toEqual(['an i', 'd123'])
    expect(rows(['id1 i', '~', false], ['d2', '~', false])).toEqual(['<id> <id>', '<id>'])
  })

  test('what an actor says like a name is escaped, and nothing else that stands in angle brackets', () => {
    const aliases = [alias('4312', 'server.port')]
    const rules = [regex('7', '<n>'), builtin('uuid'), regex('Mon|Tue', 'DAY')]
    expect(written('<n> 7 <server.port> <p> <uuid 3> <uuid> DAY Mon DAYS', aliases, rules)).toBe(
      String.raw`\<n> <n> \<server.port> <p> \<uuid 3> <uuid> \u{44}AY DAY DAYS`,
    )
    expect(unescapeText(written('<n> DAY', aliases, rules))).toBe('<n> DAY')
  })

  test('a rule that found nothing is a warning at its place', () => {
    const { warnings } = transcribe(rawTranscriptOf([row('a', '|', 'x')]), [
      builtin('uuid'),
      captured('etag'),
      regex('x', '<x>'),
      regex('y', '<y>'),
    ])
    expect(warnings.map(({ severity, message }) => [severity, message])).toEqual([
      ['warning', 'the mask “uuid” found nothing to rename in this run'],
      ['warning', 'the mask “etag” found nothing to rename in this run'],
      ['warning', 'the mask “<y>” found nothing to rename in this run'],
    ])
    expect(warnings[0]?.span).toBeDefined()
  })
})

describe('rows', () => {
  test('bytes are a hex dump, row by row', () => {
    const { transcript } = transcribe(rawTranscriptOf([row('a', '|', new Uint8Array(17))]), [])
    expect(transcript.rows).toHaveLength(2)
    expect(transcript.rows[1]?.text).toBe(`  00${' '.repeat(47)}.`)
  })

  test('what was left out is an event with its number, size and hash', () => {
    const omitted = { lines: 8000, bytes: 123_456, sha256: 'ab12' }
    const { transcript } = transcribe(rawTranscriptOf([row('a', '|', '', { omitted })]), [])
    expect(transcript.rows[0]).toMatchObject({ mark: '*', text: '8000 lines left out (123456 bytes, sha256 ab12)' })
  })

  test('an open tail ends where its lines were left out', () => {
    const tail = { step: -1 }
    const omitted = { lines: 1, bytes: 1, sha256: '' }
    const rows = [
      row('a', '|', '1', tail),
      row('a', '*', '', { ...tail, omitted }),
      row('a', '*', 'exited 0', tail),
      row('b', '|', '2', tail),
    ]
    const { transcript } = transcribe(rawTranscriptOf(rows, { open: ['a'] }), [])
    expect(transcript.open).toEqual(['a'])
    expect(transcript.rows.map((row) => row.text)).toEqual(['1', '2'])
  })

  test('bytes that an expectation leaves open are written so, whatever they are', () => {
    const places = [1, 2].map((start) => ({ start, end: start + 1, name: '??' }))
    for (const open of [
      [0x41, 0x42],
      [0x00, 0x0a],
      [0xc3, 0xa9],
      [0xff, 0x1b],
    ]) {
      const rows = [row('a', '|', Buffer.from([0x30, ...open, 0x31]), { places })]
      const { transcript } = transcribe(rawTranscriptOf(rows), [])
      expect(transcript.rows.map(({ text }) => text)).toEqual(['30 ?? ?? 31  0..1'])
    }
  })

  test('a name that a mask gives them counts more', () => {
    const places = [
      { start: 0, end: 2, name: 'id' },
      { start: 0, end: 1, name: '??' },
      { start: 2, end: 3, name: '??' },
    ]
    const captured = new Map([['id', ['ab']]])
    const rows = [row('a', '|', Buffer.from('abc'), { places })]
    const { transcript } = transcribe(rawTranscriptOf(rows, { captured }), [
      { match: { variable: 'id' }, as: '<id>', span: { file: '', start: 0, end: 0 } },
    ])
    expect(transcript.rows.map(({ text }) => text)).toEqual(['<id> ??  ..'])
  })

  test('bytes of sorted tails have the order of their rows, whatever stands under a name', () => {
    const rowsWith = (one: string, other: string) => {
      const rows = [`id=${one} b`, `id=${other} a`].map((line) => row('a', '|', Buffer.from(line), { step: -1 }))
      return transcribe(rawTranscriptOf(rows, { sorted: ['a'] }), [regex('id=..', '<id>')]).transcript.rows
    }
    const [first, ...others] = [rowsWith('xy', 'zz'), rowsWith('zz', 'xy')]
    expect(first?.map(({ text }) => text)).toEqual(['<id> 20 61  ..a', '<id> 20 62  ..b'])
    expect(others).toEqual([first])
  })

  test('sorted tails have one order and one numbering, whatever the order of arrival', () => {
    const ids = ['123e4567-e89b-12d3-a456-426614174000', '00000000-0000-4000-8000-000000000000']
    const tail = { step: -1 }
    const received = [
      row('a', '*', 'exited 0', tail),
      row('a', '!', 'an error', tail),
      row('a', '|', `worker b ${ids[0]}`, tail),
      row('a', '|', `worker a ${ids[1]}`, tail),
    ]
    const expected = ['zulu', 'worker a <uuid 1>', 'worker b <uuid 2>', 'an error', 'exited 0']
    for (const order of [received, [...received].reverse()]) {
      const { transcript } = transcribe(rawTranscriptOf([row('a', '|', 'zulu'), ...order], { sorted: ['a'] }), [
        builtin('uuid'),
      ])
      expect(transcript.rows.map((row) => row.text)).toEqual(expected)
    }
  })
})
