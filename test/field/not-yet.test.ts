import { describe, expect, test } from 'vitest'
import { runText } from '../scenarios/house.ts'

/** A program that connects a while after it has been started, and says when it has. */
const late = (port: string) =>
  `{ program: { run: [node, -e, "setTimeout(() => { const s = require('net').connect(process.argv[1]); s.on('error', () => {}); s.resume(); s.on('close', () => process.exit(0)) }, 150)", "\${${port}}"] } }`

const waiting = (step: string, rest: string) => `scenario: a connection that has not come
actors:
  server: tcp-server
  client: ${late('server.port')}
steps:
  - start: [server, client]
  - ${step}
${rest}`
const gone = '  - expect: { client: { exit: 0 } }\n'
const closed = `  - close: server#1\n${gone}`

describe('waits for a connection that has not come', () => {
  test.each([
    ['send: { server#1: hello }', closed],
    ['send: { server: hello }', closed],
    ['end: server#1', gone],
    ['end: server', gone],
    ['close: server#1', gone],
    ['reset: server#1', gone],
    ['reset: server', gone],
    ['pause: server#1', `  - resume: server#1\n${closed}`],
    ['pause: server', `  - resume: server\n${closed}`],
    ['resume: server#1', closed],
    ['set: { server#1: { noDelay: true } }', closed],
    ['check: { server#1: { bytesRead: 0 } }', closed],
    ['check: { server: { bytesRead: 0 } }', closed],
  ])('%s', async (step, rest) => {
    const result = await runText(waiting(step, rest))
    expect(result.failure?.message).toBeUndefined()
  })
})

/** A plain client of a server that needs a handshake: connected long before it is a connection. */
const handshake = (step: string) => `scenario: before its handshake
limits: { step: 3s }
actors:
  server: websocket-server
  client: { program: { run: [node, -e, "setTimeout(() => { const { WebSocket } = require('${import.meta.dirname}/../../node_modules/ws'); const s = new WebSocket('ws://127.0.0.1:' + process.argv[1]); s.on('close', () => process.exit(0)) }, 150)", "\${server.port}"] } }
steps:
  - start: [server, client]
  - ${step}
  - expect: { client: { exit: 0 } }
`

test.each(['close-with: { server#1: 1000 }', 'close-with: { server: 1000 }'])('%s, a verb of a kind', async (step) => {
  const result = await runText(handshake(step))
  expect(result.failure?.message).toBeUndefined()
})

test('a ping waits, too', async () => {
  const result = await runText(handshake('ping: { server#1: there }\n  - close: server#1'))
  expect(result.failure?.message).toBeUndefined()
})

test.each(['close: server#1', 'pause: server#1', 'set: { server#1: { noDelay: true } }', 'send: { server#1: x }'])(
  '%s of one that never comes fails at the deadline, with its name',
  async (step) => {
    const result = await runText(`scenario: nobody
limits: { step: 100ms }
actors:
  server: tcp-server
  client: { program: { run: [node, -e, "setInterval(() => {}, 1000)", "\${server.port}"] } }
steps:
  - start: server
  - start: client
    within: 5s
  - ${step}
`)
    expect(result.failure).toMatchObject({ code: 'not-connected', message: '“server#1” has not come within 100ms' })
  },
)
