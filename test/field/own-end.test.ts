import { describe, expect, test } from 'vitest'
import { runText } from '../scenarios/house.ts'
import { connectedPair } from '../scenarios/pair.ts'

const pairs = [
  ['tcp-server', 'tcp-client'],
  ['tls-server', 'tls-client'],
  ['websocket-server', 'websocket-client'],
] as const

/** Both sides are strict, and one of them ends the conversation. */
const ended = (server: string, client: string, step: string) => `scenario: an end of one's own
actors:
  server: { ${server}: { strict: true } }
  client: { ${client}: { to: server, strict: true } }
steps:
  - start: server
  - connect: client
  - ${step}
`

describe.each(pairs)('%s and %s', (server, client) => {
  const websocket = server === 'websocket-server'
  const verbs = websocket
    ? [
        'close: client',
        'close: server#1',
        'close-with: { client: 1000 }',
        'close-with: { server#1: { code: 4000, reason: enough } }',
      ]
    : ['close: client', 'close: server#1', 'end: client', 'end: server#1']
  test.each([...verbs, 'reset: client', 'reset: server#1'])(
    '%s: what comes back is expected, on both strict sides',
    async (step) => {
      const result = await runText(ended(server, client, step))
      expect(result.failure?.message).toBeUndefined()
    },
  )
})

const program = (doing: string) =>
  `{ program: { run: [node, -e, "const s = require('net').connect(process.argv[1]); s.on('error', () => {}); ${doing}", "\${server.port}"] } }`

test('the answer of a program to an end of ours is expected on a strict connection', async () => {
  const result = await runText(`scenario: closed
actors:
  server: { tcp-server: { strict: true } }
  client: ${program("s.on('end', () => s.end())")}
steps:
  - start: [server, client]
  - end: server#1
  - expect: { client: { exit: 0 } }
`)
  expect(result.failure?.message).toBeUndefined()
})

test('what a program says before its answer is not', async () => {
  const result = await runText(`scenario: closed
actors:
  server: { tcp-server: { strict: true } }
  client: ${program("s.on('end', () => s.end('wait')); s.resume()")}
steps:
  - start: [server, client]
  - end: server#1
  - expect: { client: { exit: 0 } }
`)
  expect(result.failure?.code).toBe('unmatched-output')
})

test('the end that a rule of a strict server brings about is answered', async () => {
  const result =
    await runText(`${connectedPair({ server: '{ tcp-server: { strict: true, rules: [{ when: hello, reply: bye, close: true }] } }' })}  - send: { client: hello }
  - expect: { client: [bye, { event: end }], server: hello }
`)
  expect(result.failure?.message).toBeUndefined()
})

test('the end of a peer that came by itself is found on a strict connection', async () => {
  const result = await runText(`scenario: it left
actors:
  server: { tcp-server: { strict: true } }
  client: ${program('s.end()')}
steps:
  - start: [server, client]
  - expect: { client: { exit: 0 } }
  - note: "\${server.connections}"
  - check: { server#1: { bytesRead: 0 } }
`)
  expect(result.failure?.code).toBe('unmatched-output')
})
