import { expect, test } from 'vitest'
import { hexRows } from '../../src/transcript/hex.ts'

const bytes = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'latin1'))

test('a short message is one row with its characters beside it', () => {
  expect(hexRows(new Uint8Array([0x30, 3, 1]))).toEqual(['30 03 01  0..'])
  expect(hexRows(bytes('a b\\'))).toEqual(['61 20 62 5c  a.b.'])
})

test('an empty message is one empty row', () => expect(hexRows(new Uint8Array())).toEqual(['']))

test('a long message is set in after its first row, its columns in line', () => {
  expect(hexRows(bytes('GET / HTTP/1.1\r\nHost: localhost\r\n\r\n'))).toEqual([
    '47 45 54 20 2f 20 48 54 54 50 2f 31 2e 31 0d 0a    GET./.HTTP/1.1..',
    '  48 6f 73 74 3a 20 6c 6f 63 61 6c 68 6f 73 74 0d  Host:.localhost.',
    '  0a 0d 0a                                         ...',
  ])
})

test('two messages of sixteen bytes are not one of thirty-two', () => {
  const [one, two] = [bytes('0123456789abcdef'), bytes('ghijklmnopqrstuv')]
  expect([...hexRows(one), ...hexRows(two)]).not.toEqual(hexRows(Buffer.concat([one, two])))
})
