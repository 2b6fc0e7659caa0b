import { Buffer } from 'node:buffer'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { FrameCutter, type Frame } from '../../../src/record/framing/frames.ts'

const shown = (frame: Frame) =>
  frame.type === 'bytes' ? { bytes: Buffer.from(frame.bytes).toString('hex') } : { [frame.type]: frame.text }
const cut = (framing: ConstructorParameters<typeof FrameCutter>[0], ...writes: readonly string[]) => {
  const cutter = new FrameCutter(framing)
  return writes.map((write) => cutter.cut(Buffer.from(write, 'latin1')).map(shown))
}

test('lines, and a text that no end follows', () => {
  expect(cut({ name: 'line' }, 'one\r\ntwo\nlogin: ')).toEqual([
    [{ line: 'one' }, { line: 'two' }, { text: 'login: ' }],
  ])
  expect(cut({ name: 'crlf' }, 'one\ntwo\r\n\r\n')).toEqual([[{ line: 'one\ntwo' }, { line: '' }]])
  expect(cut({ name: 'delimiter', option: '\0' }, 'one\0two\0')).toEqual([[{ line: 'one' }, { line: 'two' }]])
  expect(cut({ name: 'length', option: 2 }, '\0\x02hi\0\x01!')).toEqual([[{ line: 'hi' }, { line: '!' }]])
})

test('what is not UTF-8 is bytes, with its end', () => {
  expect(cut({ name: 'line' }, '\xff\n')).toEqual([[{ bytes: 'ff0a' }]])
  expect(cut({ name: 'message' }, 'a text', '\x00\x01')).toEqual([[{ line: 'a text' }], [{ bytes: '0001' }]])
  expect(cut({ name: 'raw' }, 'ab')).toEqual([[{ bytes: '6162' }]])
})

test('a body is as long as its header says', () => {
  const answer = 'HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n'
  expect(cut({ name: 'crlf' }, `${answer}a\r\nb\n${answer}`, 'hello')).toEqual([
    [
      { line: 'HTTP/1.1 200 OK' },
      { line: 'Content-Length: 5' },
      { line: '' },
      { body: 'a\r\nb\n' },
      { line: 'HTTP/1.1 200 OK' },
      { line: 'Content-Length: 5' },
      { line: '' },
    ],
    [{ body: 'hello' }],
  ])
})

test('chunks are bodies behind their size', () => {
  const answer =
    'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\na\r\n\r\n0\r\n\r\nHTTP/1.1 204 No Content\r\n'
  expect(cut({ name: 'crlf' }, answer)[0]?.slice(2)).toEqual([
    { line: '' },
    { line: '3' },
    { body: 'a\r\n' },
    { line: '' },
    { line: '0' },
    { line: '' },
    { line: 'HTTP/1.1 204 No Content' },
  ])
})

test('an answer to HEAD has no body', () => {
  const head = 'HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n'
  expect(cut({ name: 'crlf' }, head, head).flat()).not.toContainEqual(
    expect.objectContaining({ body: expect.anything() }),
  )
})

test('nothing is lost, whatever the bytes', () => {
  const framing = fc.constantFrom<ConstructorParameters<typeof FrameCutter>[0]>(
    { name: 'line' },
    { name: 'crlf' },
    { name: 'json' },
    { name: 'raw' },
    { name: 'message' },
    { name: 'delimiter', option: ';' },
    { name: 'length', option: 1 },
    { name: 'length', option: 4 },
  )
  const http = fc.constantFrom(
    'HTTP/1.1 200 OK\r\n',
    'Content-Length: 3\r\n',
    'Transfer-Encoding: chunked\r\n',
    '\r\n',
    '2\r\n',
    'x',
    '\xff',
    '\n',
  )
  const bytes = fc.oneof(
    fc.uint8Array({ maxLength: 60 }),
    fc.array(http, { maxLength: 20 }).map((parts) => new Uint8Array(Buffer.from(parts.join(''), 'latin1'))),
  )
  fc.assert(
    fc.property(framing, fc.array(bytes, { maxLength: 4 }), (chosen, writes) => {
      const cutter = new FrameCutter(chosen)
      for (const write of writes)
        expect(Buffer.concat(cutter.cut(write).map((frame) => frame.bytes))).toEqual(Buffer.from(write))
    }),
    { numRuns: 300 },
  )
})
