import { expect, test } from 'vitest'
import type { Event, RawRow } from '../../src/model/event.ts'
import { rawTranscriptOf } from '../../src/transcript/from-recording.ts'

const received = (at: number, text: string, stream?: string): Event => ({
  type: 'received',
  at,
  lane: 'client',
  ...(stream === undefined ? {} : { stream }),
  bytes: Buffer.from(text),
})
const reported = (at: number, text: string): Event => ({
  type: 'row',
  at: at + 1,
  row: { lane: 'client', mark: '|', text, at, step: 0 },
})
const begun: Event = {
  type: 'begun',
  at: 0,
  scenario: 'x',
  file: 'x.yaml',
  wall: '2026-11-22T18:25:37.000Z',
  lanes: [],
}
const rowsOf = (events: readonly Event[]): string[] =>
  (rawTranscriptOf(events)?.rows ?? []).map(({ mark, text }: RawRow) => `${mark} ${String(text)}`)

const killed = [
  begun,
  received(1, 'one\ntwo\r\n'),
  reported(1, 'one'),
  received(5, 'oops\n', 'stderr'),
  received(7, 'log'),
  received(9, 'in: '),
]

test('of a run that was killed, lines that had come and no step had taken are rows, too', () => {
  expect(rowsOf(killed)).toEqual(['| one', '| two', '! oops', '~ login: '])
})

test('a run that came to its end has rows for all that it must', () => {
  expect(rowsOf([...killed, { type: 'verdict', at: 10, status: 'passed' }])).toEqual(['| one'])
})

test('a line that a step took as bytes is no row again', () => {
  const taken: Event = { type: 'row', at: 2, row: { lane: 'client', mark: '~', text: 'one\ntwo\n', at: 1, step: 0 } }
  expect(rowsOf([begun, received(1, 'one\ntwo\nthree\n'), taken])).toEqual(['~ one\ntwo\n', '| three'])
})
