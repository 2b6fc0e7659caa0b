import { Buffer } from 'node:buffer'
import { expect, test } from 'vitest'
import { joinWrites } from '../../../src/record/framing/join-writes.ts'
import type { SeenEvent } from '../../../src/record/session.ts'

const sent = (connection: number, from: 'client' | 'server', text: string): SeenEvent => ({
  at: 0,
  type: 'sent',
  connection,
  from,
  bytes: Buffer.from(text),
})
const joined = (...events: SeenEvent[]) =>
  joinWrites(events, () => ({ name: 'crlf', why: '' })).map((event) =>
    event.type === 'sent' ? `${event.connection} ${event.from} ${Buffer.from(event.bytes).toString()}` : event.type,
  )

test('pieces of one side are one write, until the other side sends', () => {
  expect(
    joined(
      sent(1, 'client', 'PI'),
      sent(1, 'client', 'NG\r\n'),
      sent(1, 'server', 'OK\r\n'),
      sent(1, 'client', 'A\r\n'),
    ),
  ).toEqual(['1 client PING\r\n', '1 server OK\r\n', '1 client A\r\n'])
})

test('whole lines stay where they came, behind what another connection sent', () => {
  const [a, b] = [sent(1, 'server', 'to 1\r\n'), sent(2, 'server', 'to 2\r\n')]
  expect(joined(a, b, a, b)).toHaveLength(4)
})

test('the rest of a line or of a body belongs to its beginning', () => {
  const other = sent(2, 'server', 'to 2\r\n')
  expect(joined(sent(1, 'server', 'half '), other, sent(1, 'server', 'a line\r\n'), other)).toEqual([
    '1 server half a line\r\n',
    '2 server to 2\r\nto 2\r\n',
  ])
  const head = 'HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\n'
  expect(joined(sent(1, 'server', `${head}ab`), other, sent(1, 'server', 'cd'))).toEqual([
    `1 server ${head}abcd`,
    '2 server to 2\r\n',
  ])
})

test('an end divides', () => {
  expect(
    joined(sent(1, 'server', 'a'), { at: 0, type: 'end', connection: 1, from: 'client' }, sent(1, 'server', 'b')),
  ).toEqual(['1 server a', 'end', '1 server b'])
})
