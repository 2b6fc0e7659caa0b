import { expect, test } from 'vitest'
import { PortsInText } from '../../../../src/net/wire/hidden/ports-in-text.ts'

const behind = (port: number): number => (port === 41_507 ? 41_501 : port)
const read = (...pieces: string[]): string[] => {
  const numbers = new PortsInText(behind)
  return pieces.map((piece) => Buffer.from(numbers.next(Buffer.from(piece))).toString())
}

test.each([
  ['port 41507', 'port 41501'],
  ['41507,127.0.0.1:41507/tcp', '41501,127.0.0.1:41501/tcp'],
  ['x41507 415070 141507 41507a é41507', 'x41507 415070 141507 41507a é41507'],
  ['\0\x0041507\xff', '\0\x0041507\xff'],
])('%j', (text, expected) => {
  expect(read(text)).toEqual([expected])
})

test('a number is found wherever the text is cut before its last digit', () => {
  const text = 'at 41507!'
  for (let at = 0; at <= text.length; at++) {
    const pieces = read(text.slice(0, at), text.slice(at))
    expect(pieces.map(({ length }) => length)).toEqual([at, text.length - at])
    expect(pieces.join('')).toBe('at 41501!')
  }
  expect(read(...text).join('')).toBe('at 41501!')
})

test('bytes without one stay the same bytes', () => {
  const bytes = Buffer.from('nothing')
  expect(new PortsInText(behind).next(bytes)).toBe(bytes)
})
