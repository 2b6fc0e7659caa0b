import { expect, test } from 'vitest'
import { hexRows as rowsOf } from '../../src/transcript/hex.ts'

const hexRows = (dumped: Uint8Array): string[] => rowsOf([dumped])
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

test('a name takes the place of one byte, so that the rows are the same however many it stands for', () => {
  expect(rowsOf([bytes('ab'), '<id>', bytes('c')])).toEqual(['61 62 <id> 63  ab.c'])
  expect(rowsOf([bytes('0123456789abcde'), '<id>', bytes('f')])).toEqual([
    '30 31 32 33 34 35 36 37 38 39 61 62 63 64 65 <id>    0123456789abcde.',
    '  66                                               f',
  ])
})
