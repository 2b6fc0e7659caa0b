import { expect, test } from 'vitest'
import type { SeenEvent } from '../../../src/record/session.ts'
import { sessionOfTape } from '../../../src/record/wire/session-of-tape.ts'

const sent = (at: number, from: 'client' | 'server', text: string): SeenEvent => ({
  at,
  type: 'sent',
  connection: 1,
  from,
  bytes: new Uint8Array(Buffer.from(`${text}\r\n`)),
})

test('a data connection stands behind the answer that announced it, whatever the kernel showed first', () => {
  const opened = (at: number): SeenEvent => ({
    at,
    type: 'connected',
    connection: 2,
    client: 'data-client',
    server: 'data',
  })
  const before: SeenEvent[] = [
    { at: 0, type: 'connected', connection: 1, client: 'client', server: 'server' },
    sent(1, 'client', 'EPSV'),
    sent(2, 'server', '229 Entering Extended Passive Mode (|||4000|)'),
  ]
  const request = (at: number) => sent(at, 'client', 'RETR notes.txt')
  const orders = [
    [...before, opened(3), request(4), sent(5, 'server', '150 Ok')],
    [...before, request(3), opened(4), sent(5, 'server', '150 Ok')],
  ]
  const [one, other] = orders.map(
    (events) =>
      sessionOfTape(
        { events, dropped: 0 },
        {
          listen: { host: 'localhost', port: 2100 },
          to: { host: 'localhost', port: 21 },
          transport: 'tcp',
          play: 'client',
          wall: '2026-11-27T00:00:00Z',
          further: new Map([['data', { host: 'localhost', port: 4000 }]]),
          untrusted: new Set(),
        },
      ).events,
  )
  const kinds = (events: readonly SeenEvent[] = []) => events.map(({ type }) => type)
  expect(kinds(one)).toEqual(['connected', 'sent', 'sent', 'connected', 'sent', 'sent'])
  expect(kinds(other)).toEqual(kinds(one))
  const times = (other ?? []).map(({ at }) => at)
  expect(times).toEqual([...times].sort((a, b) => a - b))
})
