import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Event } from '../../../src/model/event.ts'
import { decodeEvent, decodeRecording } from '../../../src/run/recording/decode.ts'
import { encoded } from './encoded.ts'

const begun: Event = {
  type: 'begun',
  at: 0,
  scenario: 'Echo',
  file: 'scenarios/echo.yaml',
  wall: '2026-11-22T18:25:37.000Z',
  lanes: [{ lane: 'client', kind: 'telnet', command: 'telnet localhost 9000' }],
}
const bytes = (...all: number[]): Uint8Array => new Uint8Array(all)
const file = '/here/echo.jsonl'

test.each<[Event, string]>([
  [
    { type: 'received', at: 3, lane: 'client', bytes: bytes(72, 105, 10) },
    '{"t":3,"lane":"client","received":"Hi\\n"}',
  ],
  [
    { type: 'received', at: 3, lane: 'c', stream: 'stderr', bytes: bytes(0xff) },
    '{"t":3,"lane":"c","stream":"stderr","received":{"base64":"/w=="}}',
  ],
  [{ type: 'sent', at: 4, lane: 'c', bytes: bytes(), times: 3 }, '{"t":4,"lane":"c","sent":"","times":3}'],
  [{ type: 'terminal', at: 4, lane: 'c', bytes: bytes(0x1b, 0x5b, 0x6d) }, '{"t":4,"lane":"c","terminal":"\\u001b[m"}'],
  [
    { type: 'terminal-size', at: 4, lane: 'c', columns: 80, rows: 24 },
    '{"t":4,"lane":"c","terminal":{"columns":80,"rows":24}}',
  ],
  [
    { type: 'terminal-size', at: 5, lane: 'c', columns: 8, rows: 2, resized: true },
    '{"t":5,"lane":"c","terminal":{"columns":8,"rows":2,"resized":true}}',
  ],
  [{ type: 'printed', at: 5, lane: 's', line: 'client "x"' }, '{"t":5,"lane":"s","printed":"client \\"x\\""}'],
  [{ type: 'event', at: 6, lane: 's', name: 'end', words: 'end' }, '{"t":6,"lane":"s","event":"end","words":"end"}'],
  [{ type: 'step', at: 7, index: 2, line: 14, verb: 'send' }, '{"t":7,"step":2,"line":14,"verb":"send"}'],
  [
    { type: 'step', at: 7, index: 2, line: 3, verb: 'send', file: 'scenarios/steps/hello.yaml' },
    '{"t":7,"step":2,"line":3,"verb":"send","file":"scenarios/steps/hello.yaml"}',
  ],
  [{ type: 'verdict', at: 9, status: 'passed' }, '{"t":9,"verdict":"passed"}'],
])('an event is one line: %j', (event, line) => {
  expect(encoded(event)).toBe(line)
  expect(decodeEvent(line)).toEqual(event)
})

test('the first line says which form it has', () => {
  expect(encoded(begun)).toMatch(/^\{"t":0,"recording":1,"scenario":"Echo",/)
  expect(decodeEvent(encoded(begun))).toEqual(begun)
})

describe('decoding undoes encoding', () => {
  const text = fc.string({ unit: 'binary' })
  const at = fc.nat()
  const data = fc.oneof(
    fc.uint8Array(),
    text.map((value) => new Uint8Array(Buffer.from(value))),
  )
  const reported = fc.record(
    {
      lane: text,
      mark: fc.constantFrom('|', '~', '!', '>', '*', '=', '#'),
      text: fc.oneof(text, data, fc.constant('\udcff lone')),
      at,
      step: fc.integer({ min: -1, max: 99 }),
      omitted: fc.record({ lines: at, bytes: at, sha256: text }),
      styles: fc.array(
        fc.record({ start: at, end: fc.nat(100_000), style: fc.record({ color: text, bold: fc.constant(true) }) }),
      ),
    },
    { requiredKeys: ['lane', 'mark', 'text', 'at', 'step'] },
  )
  const event = fc.oneof(
    fc.record(
      { type: fc.constant('received'), at, lane: text, stream: text, bytes: data },
      { requiredKeys: ['type', 'at', 'lane', 'bytes'] },
    ),
    fc.record(
      { type: fc.constant('sent'), at, lane: text, bytes: data, times: at },
      { requiredKeys: ['type', 'at', 'lane', 'bytes'] },
    ),
    fc.record({ type: fc.constant('printed'), at, lane: text, line: text }),
    fc.record({ type: fc.constant('terminal'), at, lane: text, bytes: data }),
    fc.record(
      { type: fc.constant('event'), at, lane: text, name: text, words: text, teardown: fc.constant(true) },
      { requiredKeys: ['type', 'at', 'lane', 'name', 'words'] },
    ),
    fc.record({ type: fc.constant('row'), at, row: reported }),
    fc.record(
      {
        type: fc.constant('verdict'),
        at,
        status: fc.constantFrom('passed', 'failed', 'broken', 'skipped'),
        message: text,
      },
      { requiredKeys: ['type', 'at', 'status'] },
    ),
  ) as fc.Arbitrary<Event>

  test('for any run', () => {
    fc.assert(
      fc.property(fc.array(event), (events) => {
        const all = [begun, ...events]
        const written = all.map((one) => `${encoded(one)}\n`).join('')
        expect(written.split('\n')).toHaveLength(all.length + 1)
        expect(decodeRecording(written, file)).toEqual({ events: all })
      }),
    )
  })

  test('for a run that died, as far as its last whole line', () => {
    fc.assert(
      fc.property(fc.array(event, { minLength: 1 }), fc.nat(), (events, cut) => {
        const last = encoded(events.at(-1) as Event)
        const whole = [begun, ...events.slice(0, -1)]
        const written = whole.map((one) => `${encoded(one)}\n`).join('') + last.slice(0, cut % last.length)
        expect(decodeRecording(written, file)).toEqual({ events: whole })
      }),
    )
  })
})

describe('what is no recording', () => {
  const first = `${encoded(begun)}\n`
  test.each<readonly [what: string, text: string, message: string, start: number]>([
    ['an empty file', '', 'the recording is empty', 0],
    ['text', 'hello\n', 'this line is not JSON', 0],
    ['another beginning', '{"t":1,"step":1,"line":1,"verb":"x"}\n', 'this is not the beginning of a recording', 0],
    ['another version', '{"t":0,"recording":7}\n', 'this recording has version 7, and only version 1 can be read', 0],
    ['a broken line', `${first}{"t":1\n{"t":2}\n`, 'this line is not JSON', first.length],
    [
      'a strange line',
      `${first}{"t":1,"lane":"a","received":7}\n`,
      'this line is not an event of a recording',
      first.length,
    ],
    ['a number', `${first}7\n`, 'this line is not an event of a recording', first.length],
    ...[
      '{"t":1e999,"step":0,"line":1,"verb":"x"}',
      '{"t":-1,"lane":"a","received":"x"}',
      '{"t":1,"step":1e999,"line":1,"verb":"x"}',
      '{"t":1,"step":0,"line":0.5,"verb":"x"}',
      '{"t":1,"row":{"lane":"a","mark":"|","at":-1e999,"step":0,"text":"x"}}',
      '{"t":1,"row":{"lane":"a","mark":"|","at":1e300,"step":0,"text":"x"}}',
      '{"t":1,"row":{"lane":"a","mark":"|","at":1,"step":-2,"text":"x"}}',
      '{"t":1,"lane":"a","terminal":{"columns":9007199254740991,"rows":24}}',
    ].map((line) => [line, `${first}${line}\n`, 'this line is not an event of a recording', first.length] as const),
    ...['"role":"king"', '"role":[null]', '"to":"server"', '"to":[1]', '"count":-1', '"ansi":1'].map(
      (field) =>
        [
          field,
          `{"t":0,"recording":1,"scenario":"","file":"","wall":"","lanes":[{"lane":"a","kind":"","command":"",${field}}]}\n`,
          'this line is not an event of a recording',
          0,
        ] as const,
    ),
  ])('%s', (_, text, message, start) => {
    expect(decodeRecording(text, file).problem).toMatchObject({
      code: 'recording-unreadable',
      message,
      span: { file, start },
    })
  })
})

test.each([
  ['looks far behind any row', { styles: [{ start: 0, end: 1e9, style: {} }] }],
  ['looks before it', { styles: [{ start: -1, end: 2, style: {} }] }],
  ['a colour that is no text', { styles: [{ start: 0, end: 1, style: { color: 7 } }] }],
  ['an instance that is no number of one', { instance: -1 }],
  ['what was left out without a number', { omitted: { lines: null, bytes: 1, sha256: '' } }],
])('%s: the row stays without it', (_, more) => {
  const row = { lane: 'a', mark: '=', at: 1, step: 0, text: 'x' }
  expect(decodeEvent(JSON.stringify({ t: 1, row: { ...row, ...more } }))).toEqual({ type: 'row', at: 1, row })
})
