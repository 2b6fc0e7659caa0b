import { expect, test } from 'vitest'
import type { Event } from '../../src/model/event.ts'
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
  { type: 'row', at: 4, row: { lane: 'b', mark: '!', text: 'a', at: 3, step: 0 } },
  { type: 'verdict', at: 9, status: 'failed', message: 'it failed', lane: 'a', line: 7, verb: 'expect' },
]

test('a recording is its rows with their times, its steps, its bytes and its end', () => {
  expect(replayFrom(events)).toMatchObject({
    transcript: { title: 'x', rows: [{ lane: 'b', text: 'a' }, { text: 'failed at line 7, expect: it failed' }] },
    times: [3, 9],
    exact: true,
    steps: [{ at: 1, index: 0, line: 7, verb: 'expect' }],
    chunks: [
      { at: 2, lane: 'a', direction: 'sent', bytes, times: 3 },
      { at: 3, lane: 'b', direction: 'received', stream: 'stderr', bytes },
    ],
    verdict: { at: 9, status: 'failed', message: 'it failed', lane: 'a', line: 7, verb: 'expect' },
    duration: 9,
  })
})

test('a recording that was cut off has no verdict, and one without its beginning is none', () => {
  const cut = replayFrom(events.slice(0, 4))
  expect(cut?.verdict).toBeUndefined()
  expect(cut?.duration).toBe(3)
  expect(replayFrom(events.slice(1))).toBeUndefined()
})
