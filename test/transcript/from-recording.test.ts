import { expect, test } from 'vitest'
import type { Event } from '../../src/model/event.ts'
import { rawTranscriptOf } from '../../src/transcript/from-recording.ts'
import { transcribe } from '../../src/transcript/transcribe.ts'
import { row } from './raw-transcripts.ts'

const begun: Event = {
  type: 'begun',
  at: 0,
  scenario: 'Echo',
  file: 'scenarios/echo.yaml',
  wall: '2026-11-22T18:25:37.000Z',
  lanes: [
    { lane: 'server', kind: 'tcp-server', command: 'tcp-server' },
    { lane: 'client', kind: 'telnet', command: 'telnet localhost 4312' },
  ],
}

test('a recording tells its story as far as it came, connections behind their server', () => {
  const rows = ['server#1', 'server#2', 'client', ''].map((lane) => row(lane, '|', `on_${lane}`))
  const rawTranscript = rawTranscriptOf([
    begun,
    { type: 'printed', at: 1, lane: 'server', line: 'x' },
    ...rows.map((row): Event => ({ type: 'row', at: 2, row })),
  ])
  expect(rawTranscript?.lanes.map(({ lane }) => lane)).toEqual(['server', 'server#1', 'server#2', 'client'])
  expect(rawTranscript?.lanes[1]).toEqual({ lane: 'server#1', kind: '', command: '' })
  expect(rawTranscript && transcribe(rawTranscript, []).transcript).toMatchObject({
    title: 'Echo',
    recorded: '2026-11-22 18:25:37 UTC',
    rows: [{ at: 0, lane: 'server', text: 'x' }, ...rows.map(({ lane, text }) => ({ at: 1, lane, text }))],
  })
})

test('without a beginning there is no story', () => expect(rawTranscriptOf([])).toBeUndefined())
