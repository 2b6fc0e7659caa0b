import { expect, test } from 'vitest'
import { participantsOf } from '../../../src/picture/sequence/participants.ts'

test.each([
  ['node client.js <server.port>', ['server']],
  ['socat - TCP:localhost:<server.port>', ['server']],
  [`sh -c 'echo hi | nc localhost <server.port>'`, ['server']],
  ['bash -c "exec 3<>/dev/tcp/localhost/<server.port>; cat"', ['server']],
  ['curl "http://localhost:<server.port>/?a=1&b=2"', ['server']],
  ['server --port <free-port.x>', []],
  ['node talk.js <servers.port>', []],
])('%s refers to %j', (command, to) => {
  const lanes = [
    { lane: 'server', kind: 'tcp-server', command: 'tcp-server' },
    { lane: 'program', kind: 'program', command },
  ]
  expect(participantsOf({ lanes, rows: [] })[1]?.to).toEqual(to)
})
