import { Buffer } from 'node:buffer'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readWebSocket } from '../../../src/record/framing/websocket.ts'

const asked =
  'GET /chat?room=1 HTTP/1.1\r\nHost: localhost:9001\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n' +
  'Sec-WebSocket-Protocol: chat, other\r\nAuthorization: Bearer 7\r\nUser-Agent: me\r\n\r\n'
const agreed = 'HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n\r\n'

function frame(opcode: number, payload: Buffer, { last = true, masked = false } = {}): Buffer {
  const { length } = payload
  const size =
    length < 126
      ? [length]
      : length < 65536
        ? [126, length >> 8, length & 255]
        : [127, 0, 0, 0, 0, length >> 24, (length >> 16) & 255, (length >> 8) & 255, length & 255]
  const mask = masked ? Buffer.from([1, 2, 3, 4]) : Buffer.alloc(0)
  const content = masked ? Buffer.from(payload.map((byte, at) => byte ^ (mask[at % 4] as number))) : payload
  const head = Buffer.from([(last ? 0x80 : 0) | opcode, ...size])
  head[1]! |= masked ? 0x80 : 0
  return Buffer.concat([head, mask, content])
}

const shown = (pieces: { from: 'client' | 'server'; bytes: Buffer }[]) => {
  const talk = readWebSocket(pieces)
  return (
    talk && {
      ...talk.handshake,
      events: talk.events.map((each) =>
        each.type === 'message'
          ? `${each.from} ${each.message} ${Buffer.from(each.bytes).toString()}`
          : `${each.from} close ${each.code} ${each.reason}`,
      ),
    }
  )
}

test('messages behind a handshake, however they are cut', () => {
  const up = Buffer.concat([
    Buffer.from(asked),
    frame(1, Buffer.from('hello'), { masked: true }),
    frame(9, Buffer.from('ping')),
    frame(8, Buffer.from([0x03, 0xe8]), { masked: true }),
  ])
  const down = Buffer.concat([
    Buffer.from(agreed),
    frame(1, Buffer.from('wel'), { last: false }),
    frame(10, Buffer.alloc(0)),
    frame(0, Buffer.from('come')),
    frame(2, Buffer.alloc(300, 'x')),
  ])
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 50 }), (size) => {
      const cut = (from: 'client' | 'server', bytes: Buffer) =>
        Array.from({ length: Math.ceil(bytes.length / size) }, (_, at) => ({
          from,
          bytes: bytes.subarray(at * size, (at + 1) * size),
        }))
      expect(shown([...cut('client', up), ...cut('server', down)])).toEqual({
        path: '/chat?room=1',
        protocols: ['chat', 'other'],
        headers: { Authorization: 'Bearer 7' },
        events: ['client text hello', 'client close 1000 ', 'server text welcome', `server binary ${'x'.repeat(300)}`],
      })
    }),
  )
})

test('without an agreement there is no talk', () => {
  expect(shown([{ from: 'client', bytes: Buffer.from(asked) }])).toBeUndefined()
  const refused = Buffer.from('HTTP/1.1 403 Forbidden\r\n\r\n')
  expect(
    shown([
      { from: 'client', bytes: Buffer.from(asked) },
      { from: 'server', bytes: refused },
    ]),
  ).toBeUndefined()
})
