import { Buffer } from 'node:buffer'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { guessFraming } from '../../../src/record/framing/guess.ts'
import type { SeenFraming } from '../../../src/record/session.ts'

const streams = (up: string | Uint8Array, down: string | Uint8Array) => ({
  up: Buffer.from(up),
  down: Buffer.from(down),
})
const guessed = (up: string | Uint8Array, down: string | Uint8Array, transport = 'tcp') => {
  const { client, server } = guessFraming([streams(up, down)], transport)
  return { client: shown(client), server: shown(server) }
}
const shown = ({ name, option, eol }: SeenFraming) =>
  [name, ...(option === undefined ? [] : [option]), ...(eol === undefined ? [] : [`eol ${JSON.stringify(eol)}`])].join(
    ' ',
  )
const both = (framing: string) => ({ client: framing, server: framing })

test.each([
  ['lines with LF', 'PING\nQUIT\n', 'PONG\n', 'line'],
  ['a prompt behind lines', 'anna\n', 'Welcome\nlogin: ', 'line'],
  ['lines with CR LF', 'EHLO me\r\n', '220 ready\r\n250 ok\r\n', 'crlf'],
  ['RESP with a binary value', '*2\r\n$3\r\nGET\r\n$1\r\nk\r\n', '$4\r\n\xff\0ab\r\n', 'crlf'],
  ['JSON lines', '{"a":1}\n', '{"b":[1,2]}\n{"c":null}\n', 'json'],
  [
    'HTTP with a binary body',
    'GET / HTTP/1.1\r\n\r\n',
    'HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\n\0\x01\x02',
    'crlf',
  ],
  ['messages that end with NUL', 'one\0two\0', 'three\0', 'delimiter \0'],
  ['messages that end with “;”', 'set a;', 'ok;', 'delimiter ;'],
  ['lengths of 2 bytes', '\0\x02hi\0\x03you', '\0\x05hello', 'length 2'],
  ['lengths of 4 bytes', '\0\0\0\x02hi', '\0\0\0\x05hello', 'length 4'],
  ['a length of 1 byte', '\x02hi', '\x05hello', 'length 1'],
  ['text without an end', 'hello', 'hi', 'line'],
  ['nothing', '', '', 'line'],
])('%s', (_, up, down, name) => {
  expect(guessed(Buffer.from(up, 'latin1'), Buffer.from(down, 'latin1'))).toEqual(both(name))
})

test('bytes that are none of these are raw, and so are binary messages behind their length', () => {
  const mqtt = Buffer.from('101000044d5154540402003c000474657374', 'hex')
  expect(guessed(mqtt, Buffer.from('20020000', 'hex'))).toEqual(both('raw'))
  expect(guessed(Buffer.from('0003ff0001', 'hex'), Buffer.from('000200ff', 'hex'))).toEqual(both('raw'))
})

test('each side keeps the line end that it was seen to send', () => {
  expect(guessed('one\r\n', 'two\n')).toEqual({ client: 'line eol "\\r\\n"', server: 'line' })
  expect(guessed('one\n', 'two\r\nthree\r\n')).toEqual({ client: 'line', server: 'line eol "\\r\\n"' })
})

test('a datagram is a message, and a handshake asks for a WebSocket', () => {
  expect(guessed('one\n', 'two\n', 'udp')).toEqual(both('message'))
  const ask = 'GET /chat HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n'
  expect(guessed(ask, 'HTTP/1.1 101 Switching Protocols\r\n\r\n')).toEqual(both('websocket'))
})

const word = fc.stringMatching(/^[a-z0-9 ]{1,20}$/)
const texts = fc.array(word, { minLength: 1, maxLength: 8 })

test.each([
  ['\n', 'line'],
  ['\r\n', 'crlf'],
  ['\0', 'delimiter \0'],
])('texts that end with %j', (end, name) => {
  const joined = (lines: string[]) => lines.map((line) => line + end).join('')
  fc.assert(
    fc.property(texts, texts, (up, down) => {
      expect(guessed(joined(up), joined(down))).toEqual(both(name))
    }),
  )
})

test.each([1, 2, 4])('texts behind their length in %d bytes', (width) => {
  const behind = (lines: string[]) =>
    Buffer.concat(
      lines.map((line) => {
        const prefix = Buffer.alloc(width)
        prefix.writeUIntBE(line.length, 0, width)
        return Buffer.concat([prefix, Buffer.from(line)])
      }),
    )
  fc.assert(
    fc.property(texts, texts, (up, down) => {
      expect(guessed(behind(up), behind(down))).toEqual(both(`length ${width}`))
    }),
  )
})

test('any bytes get a framing and a reason', () => {
  const bytes = fc.uint8Array({ maxLength: 200 })
  fc.assert(
    fc.property(bytes, bytes, (up, down) => {
      const { client, server } = guessFraming([{ up, down }], 'tcp')
      expect(client.why.length * server.why.length).toBeGreaterThan(0)
    }),
  )
})
