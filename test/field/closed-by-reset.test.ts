import { describe, expect, test } from 'vitest'
import { rowsOf, runText } from '../scenarios/house.ts'
import { connectedPair } from '../scenarios/pair.ts'

const ways = ['s.end()', 's.resetAndDestroy()', "s.end('x'), s.on('finish', () => s.resetAndDestroy())"]

/** A program that says hello and leaves in one of these ways, once it has been answered. */
const through = (server: string, way: string, expectation: string) => `scenario: closed in some way
actors:
  server: ${server}
  wire: { proxy: server }
  client: { program: { run: [node, -e, "const s = require('net').connect(process.argv[1], '127.0.0.1', () => s.write('hello\\\\n')); s.on('error', () => {}); s.once('data', () => (${way}))", "\${wire.port}"] } }
steps:
  - start: [server, wire, client]
  - expect: { server#1: hello }
  - send: { server#1: go }
  - expect: { wire#1: ${expectation} }
  - expect: { server#1: ${expectation} }
  - expect: { client: { exit: 0 } }
`

describe.each(['{ event: closed }', '{ one-of: [nothing, { event: closed }] }'])('%s', (expectation) => {
  test('has the same rows whichever way a peer leaves, also through a proxy', async () => {
    const rows: (readonly string[])[] = []
    for (const way of ways) {
      const result = await runText(through('tcp-server', way, expectation))
      expect(result.failure?.message).toBeUndefined()
      rows.push(rowsOf(result).filter((row) => !/ (~|\|) x$/.test(row)))
    }
    expect(rows[0]?.join('\n')).toMatch(/server#1 \* (closed|one of)/)
    expect(rows[0]?.join('\n')).toMatch(/wire#1 \* (closed|one of)/)
    expect(rows[1]).toEqual(rows[0])
    expect(rows[2]).toEqual(rows[0])
  })
})

test.each([
  ['tcp-server', 'tcp-client'],
  ['tls-server', 'tls-client'],
  ['websocket-server', 'websocket-client'],
])('closed has one row of a %s, by an end or by an RST', async (server, client) => {
  const rows: (readonly string[])[] = []
  for (const verb of ['close', 'reset']) {
    const result = await runText(`${connectedPair({ server, client })}  - ${verb}: client
  - expect: { server#1: { event: closed } }
`)
    expect(result.failure?.message).toBeUndefined()
    rows.push(rowsOf(result).filter((row) => row.startsWith('server#1')))
  }
  expect(rows).toEqual([['server#1 * closed'], ['server#1 * closed']])
})

test('an event without a row of its own has one where a step expects it', async () => {
  const result = await runText(through('tcp-server', 's.resetAndDestroy()', '{ event: reset }'))
  expect(result.failure?.message).toBeUndefined()
  expect(rowsOf(result)).toContain('wire#1 * RST received')
})
