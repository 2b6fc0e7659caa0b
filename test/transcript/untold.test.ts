import { expect, test } from 'vitest'
import type { Event, Told } from '../../src/model/event.ts'
import { storyOf } from '../../src/transcript/from-recording.ts'

const heard = (at: number, text: string, stream?: string): Event => ({
  type: 'heard',
  at,
  lane: 'client',
  ...(stream === undefined ? {} : { stream }),
  bytes: Buffer.from(text),
})
const told = (at: number, text: string): Event => ({
  type: 'told',
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
  (storyOf(events)?.rows ?? []).map(({ mark, text }: Told) => `${mark} ${String(text)}`)

const killed = [
  begun,
  heard(1, 'one\ntwo\r\n'),
  told(1, 'one'),
  heard(5, 'oops\n', 'stderr'),
  heard(7, 'log'),
  heard(9, 'in: '),
]

test('of a run that was killed, lines that had come and no step had told are rows, too', () => {
  expect(rowsOf(killed)).toEqual(['| one', '| two', '! oops', '~ login: '])
})

test('a run that came to its end has told what it had to', () => {
  expect(rowsOf([...killed, { type: 'verdict', at: 10, status: 'passed' }])).toEqual(['| one'])
})
