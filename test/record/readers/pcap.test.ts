import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { OneWay } from '../../../src/record/readers/pcap/one-way.ts'
import { readCapture } from '../../../src/record/readers/pcap/read.ts'
import { ipOf, pcapHeader, pcapOf, record, type Wire } from './packets.ts'
import { made, shownOf, rowsOf } from './rows.ts'

const played = { client: true, server: true }
const read = (bytes: Uint8Array, to?: { host?: string; port: number }) =>
  readCapture([bytes], 'a.pcap', { played, ...(to === undefined ? {} : { to }) })

describe('what tcpdump and tshark have written', () => {
  const seen = [
    '1 client-1 to server-19345',
    String.raw`1 server: hello\r\n`,
    String.raw`1 client: one\r\n`,
    String.raw`1 server: ONE\r\nxxx\r\n`,
    '1 end by client',
    '1 end by server',
    '2 client-2 to server-19346',
    '2 client: ping',
    '2 server: pong',
    '2 client: ',
  ]

  test.each(['lo.pcap', 'lo.pcapng', 'any-cooked.pcap'])('%s', (name) => {
    const session = read(readFileSync(join(made, name)))
    expect(rowsOf(session)).toEqual(seen)
    expect(shownOf(session).unseen).toEqual([])
    expect(shownOf(session).actors).toMatchObject([
      {
        name: 'server-19345',
        transport: 'tcp',
        address: { host: '127.0.0.1', port: 19345 },
        framing: { name: 'crlf' },
      },
      { name: 'client-1', to: 'server-19345', played: true },
      { name: 'server-19346', transport: 'udp', address: { host: '::1', port: 19346 }, framing: { name: 'message' } },
      { name: 'client-2', to: 'server-19346' },
    ])
  })

  test('in pieces of any size it is the same', () => {
    const file = readFileSync(join(made, 'lo.pcapng'))
    const pieces = Array.from({ length: Math.ceil(file.length / 7) }, (_, index) =>
      file.subarray(index * 7, index * 7 + 7),
    )
    expect(rowsOf(readCapture(pieces, 'a', { played }))).toEqual(seen)
  })

  test('one server of several', () => {
    const file = readFileSync(join(made, 'lo.pcap'))
    expect(rowsOf(read(file, { port: 19346 }))[0]).toBe('1 client to server')
    expect(read(file, { port: 1 })).toMatchObject({
      problem: { message: 'the capture (14 packets) has no connection to port 1' },
    })
    expect(read(file, { host: '10.0.0.1', port: 19345 })).toHaveProperty('problem')
  })

  test('cut anywhere it answers, and never throws', () => {
    for (const name of ['lo.pcap', 'lo.pcapng']) {
      const file = readFileSync(join(made, name))
      for (let length = 0; length < file.length; length += 1) read(file.subarray(0, length))
    }
  })

  test('with any byte changed it answers, and never throws', () => {
    for (const name of ['lo.pcap', 'lo.pcapng', 'any-cooked.pcap']) {
      const file = readFileSync(join(made, name))
      for (let at = 0; at < file.length; at += 1) {
        const changed = Buffer.from(file)
        changed[at] = (changed[at] ?? 0) ^ 0xff
        read(changed)
      }
    }
  })
})

const client = ['10.0.0.1', 50_000] as const
const server = ['10.0.0.2', 80] as const
const up = (sequence: number, bytes: string, flags = '', acknowledged?: number): Wire => ({
  from: client,
  to: server,
  sequence,
  bytes,
  flags,
  ...(acknowledged === undefined ? {} : { acknowledged }),
})
const down = (sequence: number, bytes: string, flags = '', acknowledged?: number): Wire => ({
  ...up(sequence, bytes, flags, acknowledged),
  from: server,
  to: client,
})
const begun = [up(99, '', 'S'), down(499, '', 'S', 100)]

describe('a TCP stream', () => {
  test('sent again, out of order and overlapping', () => {
    const packets = [
      ...begun,
      up(100, 'ab'),
      up(104, 'ef'),
      up(100, 'ab'),
      up(101, 'bcde'),
      up(104, 'ef'),
      up(106, '', 'F'),
    ]
    expect(rowsOf(read(pcapOf(packets)))).toEqual([
      '1 client to server',
      '1 client: ab',
      '1 client: cde',
      '1 client: f',
      '1 end by client',
    ])
  })

  test('with bytes that were not captured says how many', () => {
    const packets = [...begun, up(100, 'ab'), up(105, 'fg'), down(500, 'x', '', 107), up(107, 'h')]
    const seen = read(pcapOf(packets))
    expect(rowsOf(seen)).toEqual(
      ['1 client to server', '1 client: ab', '1 server: x', '1 client: fg', '1 client: h'].sort(byTurn),
    )
    expect(shownOf(seen).unseen).toEqual(['The capture lacks 3 bytes of connection 1.'])
  })

  test('that ends by a reset, and is begun again from the same port', () => {
    const again = [up(899, '', 'S'), down(999, '', 'S', 900), up(900, 'new')]
    expect(rowsOf(read(pcapOf([...begun, up(100, 'a'), down(500, '', 'R', 101), ...again])))).toEqual([
      '1 client-1 to server',
      '1 client: a',
      '1 reset by server',
      '2 client-2 to server',
      '2 client: new',
    ])
  })

  test('that was refused, or had begun before', () => {
    expect(read(pcapOf([up(99, '', 'S'), down(0, '', 'R', 100)]))).toMatchObject({
      problem: { message: 'the capture (2 packets) has no connection, only 1 that got no answer' },
    })
    const seen = read(pcapOf([down(500, 'hi'), up(100, 'yo')]))
    expect(rowsOf(seen)).toEqual(['1 client to server', '1 server: hi', '1 client: yo'])
    expect(shownOf(seen).unseen).toEqual([
      'The beginning of connection 1 was not captured: which side is the server is a guess.',
    ])
  })

  test('over TLS cannot be read', () => {
    const hello = '\u0016\u0003\u0001\u0000\u0005\u0001\u0000\u0000\u0001\u0000'
    expect(read(pcapOf([...begun, up(100, hello)]))).toMatchObject({
      problem: { message: 'all connections of the capture are encrypted (TLS)' },
    })
    expect(shownOf(read(pcapOf([...begun, up(100, 'STARTTLS\r\n'), up(110, hello)]))).unseen).toEqual([
      'Connection 1 is encrypted (TLS) from a point on.',
    ])
  })

  test('is put together from any segments in any order', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ minLength: 1, maxLength: 60 }),
        fc.nat(2 ** 32 - 1),
        fc.array(fc.tuple(fc.nat(59), fc.nat(20)), { maxLength: 30 }),
        fc.infiniteStream(fc.nat(1000)),
        (bytes, first, extra, order) => {
          const cuts = Array.from({ length: Math.ceil(bytes.length / 7) }, (_, index) => [index * 7, 7] as const)
          const segments = [...cuts, ...extra]
            .map(([from, length]) => ({
              from,
              bytes: bytes.subarray(from, from + length),
              key: order.next().value ?? 0,
            }))
            .sort((one, other) => one.key - other.key)
          const way = new OneWay()
          way.synchronize((first - 1) >>> 0)
          const pieces = segments.flatMap((segment) => way.receive((first + segment.from) >>> 0, segment.bytes))
          expect(Buffer.concat(pieces.map((piece) => piece.bytes))).toEqual(Buffer.from(bytes))
          expect(pieces.every(({ missing }) => missing === 0)).toBe(true)
        },
      ),
    )
  })
})

/** Bytes that the server has acknowledged stand before its answer. */
const byTurn = (one: string, other: string): number => {
  const order = ['1 client to server', '1 client: ab', '1 client: fg', '1 server: x', '1 client: h']
  return order.indexOf(one) - order.indexOf(other)
}

test('a packet that the capture has cut', () => {
  const whole = ipOf(up(100, 'abcdef'))
  const file = Buffer.concat([pcapOf(begun), record(whole.subarray(0, 43), 3, whole.length)])
  expect(shownOf(read(file)).unseen).toEqual(['The capture lacks 3 bytes of connection 1.'])
})

test('a capture of 40 MB is read in little memory, and its servers are named', { timeout: 60_000 }, () => {
  const body = 'x'.repeat(1400)
  function* chunks() {
    yield pcapOf(begun)
    for (let index = 0; index < 29_000; index += 1) yield record(ipOf(up(100 + index * 1400, body)), index)
  }
  const before = process.memoryUsage().heapUsed + process.memoryUsage().external
  const seen = readCapture(chunks(), 'a.pcap', { played })
  expect(process.memoryUsage().heapUsed + process.memoryUsage().external - before).toBeLessThan(400e6)
  expect(seen).toMatchObject({
    problem: {
      message: 'the capture holds 1 connection with 40600000 bytes, more than a scenario can have',
      hint: 'name a server with --to (10.0.0.2:80 has 1 connection with 40600000 bytes), or capture less',
    },
  })
})

test.each([
  ['an unknown link', pcapOf([up(0, 'a')], 147), 'the packets have the link type 147, which is not known'],
  ['no packet', pcapHeader(1), 'the capture (0 packets) has no connection'],
  [
    'a broken length',
    Buffer.concat([pcapOf(begun), Buffer.alloc(16, 255)]),
    'the capture cannot be read at byte 136: a packet claims to have 4294967295 bytes',
  ],
])('%s', (_, file, message) => {
  expect(read(file)).toMatchObject({ problem: { message } })
})
