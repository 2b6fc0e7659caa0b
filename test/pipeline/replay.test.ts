import { expect, test } from 'vitest'
import type { Event } from '../../src/model/event.ts'
import { layoutPanes } from '../../src/picture/layout.ts'
import { replayFrom } from '../../src/pipeline/replay.ts'

const begun: Event = {
  type: 'begun',
  at: 0,
  scenario: 'x',
  file: 'x.yaml',
  wall: '2026-11-27T00:00:00.000Z',
  lanes: [],
}
const bytes = new Uint8Array([0x61, 0x0a, 0xff])
const events: readonly Event[] = [
  begun,
  { type: 'step', at: 1, index: 0, line: 7, verb: 'expect' },
  { type: 'sent', at: 2, lane: 'a', bytes, times: 3 },
  { type: 'received', at: 3, lane: 'b', stream: 'stderr', bytes },
  { type: 'terminal-size', at: 3, lane: 'b', columns: 80, rows: 24 },
  { type: 'terminal', at: 3, lane: 'b', bytes },
  { type: 'event', at: 3, lane: 'a', name: 'end', words: 'FIN received', teardown: true },
  { type: 'row', at: 4, row: { lane: 'b', mark: '!', text: 'a', at: 3, step: 0 } },
  { type: 'verdict', at: 9, status: 'failed', message: 'it failed', lane: 'a', line: 7, verb: 'expect' },
]

test('a recording is its rows with their times, its steps, its bytes and its end', () => {
  expect(replayFrom(events)).toMatchObject({
    transcript: {
      title: 'x',
      rows: [
        { lane: 'b', text: 'a' },
        { text: 'failed at line 7, expect: it failed', verdict: true },
      ],
    },
    times: [3, 9],
    exact: true,
    steps: [{ at: 1, index: 0, line: 7, verb: 'expect' }],
    chunks: [
      { at: 2, lane: 'a', direction: 'sent', bytes, times: 3 },
      { at: 3, lane: 'b', direction: 'received', stream: 'stderr', bytes },
    ],
    terminals: [
      { type: 'terminal-size', lane: 'b', columns: 80, rows: 24 },
      { type: 'terminal', at: 3, lane: 'b', bytes },
    ],
    events: [{ at: 3, lane: 'a', name: 'end', words: 'FIN received', teardown: true }],
    verdict: { at: 9, status: 'failed', message: 'it failed', lane: 'a', line: 7, verb: 'expect' },
    duration: 9,
  })
})

test('nothing of a recording is unprintable but its bytes: lanes, verbs, words and messages may come from anywhere', () => {
  const strange = '\u202e\u001b[2J'
  const made = replayFrom([
    {
      ...begun,
      scenario: strange,
      file: strange,
      lanes: [{ lane: strange, kind: strange, command: strange }],
    },
    { type: 'step', at: 1, index: 0, line: 7, verb: strange, file: strange },
    { type: 'sent', at: 2, lane: strange, bytes },
    { type: 'received', at: 3, lane: strange, stream: strange, bytes },
    { type: 'terminal', at: 3, lane: strange, bytes },
    { type: 'event', at: 3, lane: strange, name: strange, words: strange },
    { type: 'row', at: 4, row: { lane: strange, mark: '|', text: strange, at: 3, step: 0 } },
    { type: 'verdict', at: 9, status: 'failed', message: strange, lane: strange, line: 7, verb: strange },
  ])
  expect(JSON.stringify(made)).toContain('\\\\u202e')
  expect(JSON.stringify(made)).not.toMatch(/\u202e|\\u001b/)
})

test('a recording that was cut off has no verdict, and one without its beginning is none', () => {
  const cut = replayFrom(events.slice(0, 4))
  expect(cut?.verdict).toBeUndefined()
  expect(cut?.duration).toBe(3)
  expect(replayFrom(events.slice(1))).toBeUndefined()
})

test('the stderr of a crash stands together, whatever stdout of the same step was taken behind it', () => {
  const received = (at: number, text: string, stream?: string): Event => ({
    type: 'received',
    at,
    lane: 'server',
    ...(stream === undefined ? {} : { stream }),
    bytes: new TextEncoder().encode(text),
  })
  const crash: readonly Event[] = [
    { ...begun, lanes: [{ lane: 'server', kind: 'program', command: 'node server.js' }] },
    { type: 'step', at: 1, index: 0, line: 7, verb: 'expect' },
    received(2, 'exit\n'),
    received(3, 'Error: read ECONNRESET\n    at read\n', 'stderr'),
    received(4, 'Node.js\n', 'stderr'),
    // The step has taken the error alone; in a transcript, all else of it stands behind.
    { type: 'row', at: 9, row: { lane: 'server', mark: '!', text: 'Error: read ECONNRESET', at: 3, step: 0 } },
    { type: 'row', at: 10, row: { lane: 'server', mark: '|', text: 'exit', at: 2, step: -1 } },
    { type: 'row', at: 10, row: { lane: 'server', mark: '!', text: '    at read', at: 3, step: -1 } },
    { type: 'row', at: 10, row: { lane: 'server', mark: '!', text: 'Node.js', at: 4, step: -1 } },
    { type: 'row', at: 10, row: { lane: 'server', mark: '*', text: 'exited 1', at: 8, step: -1 } },
    { type: 'verdict', at: 11, status: 'passed' },
  ]
  const { transcript, times } = replayFrom(crash)!
  const order = ['exit', 'Error: read ECONNRESET', '    at read', 'Node.js', 'exited 1']
  expect(transcript.rows.map(({ text }) => text)).toEqual(order)
  expect(times).toEqual([2, 3, 3, 4, 8])
  const { panes } = layoutPanes(transcript, { columns: 80, layout: 'rows' })
  const drawn = panes[0]?.lines.map(({ runs }) => runs.at(-1)?.text)
  expect(drawn?.slice(1)).toEqual(order)
})
