import { expect, test } from 'vitest'
import type { RawRow } from '../../src/model/event.ts'
import { receivedLine } from '../../src/report/received.ts'
import { plain } from '../../src/text/palette.ts'

const row = (text: string): RawRow => ({
  lane: 'p',
  mark: '=',
  text,
  at: 0,
  step: 0,
  styles: [{ start: 2, end: 8, style: { reverse: true } }],
})
const styled = (text: string) => `<${text}>`

test.each([
  ['a bcd', 40, 'a <bcd   >'],
  ['a bcdefghijklmn', 40, 'a <bcdefg>hijklmn'],
  ['a bcdefghijklmnopqrst', 12, 'a <bcdefg>hij…'],
  ['a bcdefghijkl', 10, 'a <bcdefg>h…'],
  ['a \u0007bc', 40, 'a \\x07bc'],
])('a row of a screen, %j in %i cells', (text, room, shown) => {
  expect(receivedLine(row(text), { ...plain, styled }, room).text).toBe(shown)
})

test('a palette without colours leaves them out', () => {
  expect(receivedLine(row('a bcd'), plain, 40).text).toBe('a bcd')
})
