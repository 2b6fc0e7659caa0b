import { expect, test } from 'vitest'
import type { Event, RawRow } from '../../src/model/event.ts'
import { withLineStyles } from '../../src/transcript/line-styles.ts'

const row = (text: string, mark: RawRow['mark'] = '|', more: Partial<RawRow> = {}): RawRow => ({
  lane: 'p',
  mark,
  text,
  at: 1,
  step: 0,
  ...more,
})
const received = (text: string, more: object = {}) =>
  ({ type: 'received', at: 0, lane: 'p', bytes: Buffer.from(text), ...more }) as Event
const looks = (rows: readonly RawRow[], events: readonly Event[]) =>
  withLineStyles(rows, events).map(({ styles }) => styles?.map(({ start, end, style }) => [start, end, style.color]))

test('a row has the colours with which it was written, however the bytes were cut', () => {
  const events = [received('a\n\x1b[3'), received('1mred\x1b[0m\nred\n')]
  expect(looks([row('a'), row('red'), row('red')], events)).toEqual([undefined, [[0, 3, 'red']], undefined])
})

test('rows of a lane are in their order: what was passed over is passed over', () => {
  const events = [received('\x1b[31mx\x1b[0m\ny\nx\n')]
  expect(looks([row('y'), row('x')], events)).toEqual([undefined, undefined])
})

test('standard error, instances of a group and terminals have lines of their own', () => {
  const terminal = { type: 'terminal', at: 0, lane: 't', bytes: Buffer.from('\x1b[32mgreen\x1b[0m\r\n') } as Event
  const events = [
    received('\x1b[31mx\x1b[0m\n', { stream: 'stderr' }),
    received('x\n'),
    received('\x1b[33mx\x1b[0m\n', { lane: 'g#2' }),
    received('green\n', { lane: 't' }),
    terminal,
  ]
  const rows = [row('x'), row('x', '!'), row('x', '|', { lane: 'g', instance: 2 }), row('green', '|', { lane: 't' })]
  expect(looks(rows, events)).toEqual([undefined, [[0, 1, 'red']], [[0, 1, 'yellow']], [[0, 5, 'green']]])
})

test('what is sent, what happens, and bytes stay as they are', () => {
  const events = [received('\x1b[31mx\x1b[0m\n')]
  const rows = [row('x', '>'), row('x', '*'), { ...row(''), text: Buffer.from('x') }]
  expect(withLineStyles(rows, events)).toEqual(rows)
})
