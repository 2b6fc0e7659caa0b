import { expect, test } from 'vitest'
import type { Event } from '../../src/model/event.ts'
import { storyOf } from '../../src/transcript/from-recording.ts'
import { transcribe } from '../../src/transcript/transcribe.ts'
import { told } from './stories.ts'

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
  const rows = ['server#1', 'server#2', 'client', ''].map((lane) => told(lane, '|', `on_${lane}`))
  const story = storyOf([
    begun,
    { type: 'said', at: 1, lane: 'server', line: 'x' },
    ...rows.map((row): Event => ({ type: 'told', at: 2, row })),
  ])
  expect(story?.lanes.map(({ lane }) => lane)).toEqual(['server', 'server#1', 'server#2', 'client'])
  expect(story && transcribe(story, []).transcript).toMatchObject({
    title: 'Echo',
    recorded: '2026-11-22 18:25:37 UTC',
    rows: [{ at: 0, lane: 'server', text: 'x' }, ...rows.map(({ lane, text }) => ({ at: 1, lane, text }))],
  })
})

test('without a beginning there is no story', () => expect(storyOf([])).toBeUndefined())
