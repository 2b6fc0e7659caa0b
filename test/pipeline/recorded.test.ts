import { expect, test } from 'vitest'
import type { Event, NamedRow } from '../../src/model/event.ts'
import { recorded } from '../../src/pipeline/recorded.ts'

const begun: Event = {
  type: 'begun',
  at: 0,
  scenario: 'x',
  file: 'x.yaml',
  wall: '2026-11-27T00:00:00.000Z',
  lanes: [],
}
const rowAt = (at: number, lane: string, text: string): Event => ({
  type: 'row',
  at: 9,
  row: { lane, mark: '|', text, at, step: 0 },
})
const rows = [rowAt(5, 'a', 'port 40055'), rowAt(3, 'b', 'hello'), rowAt(6, 'b', 'port 40055')]
const verdict = (named?: readonly NamedRow[]): Event => ({
  type: 'verdict',
  at: 9,
  status: 'failed',
  lane: 'a',
  ...(named && { named }),
})
const name: NamedRow = { lane: 'a', at: 5, text: 'port 40055', shown: 'port <server.port>' }

test('rows have the texts of the transcript where they are to be compared, and their own where they are shown', () => {
  const events = [begun, ...rows, verdict([name])]
  const texts = (named: boolean) => recorded(events, { named })?.transcript.rows.map(({ text }) => text)
  expect(texts(true)).toEqual(['hello', 'port <server.port>', 'port 40055'])
  expect(texts(false)).toEqual(['hello', 'port 40055', 'port 40055'])
})

test('the events of one among several runs are in order of arrival', () => {
  expect(recorded([begun, ...rows, verdict([name])], { named: true })).toMatchObject({
    lane: 'a',
    events: [
      { lane: 'b', mark: '|', text: 'hello', at: 3 },
      { lane: 'a', mark: '|', text: 'port <server.port>', at: 5 },
      { lane: 'b', mark: '|', text: 'port 40055', at: 6 },
    ],
  })
})

test('those of other recordings would differ by their ports, and are not there', () => {
  expect(recorded([begun, ...rows, verdict()], { named: true })).not.toHaveProperty('events')
})

test('without a beginning there is nothing', () => {
  expect(recorded(rows, { named: true })).toBeUndefined()
})
