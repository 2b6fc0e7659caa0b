import { describe, expect, test } from 'vitest'
import { failurePrinted, rowsOf, runText } from '../scenarios/house.ts'

/** A server and a client that tell what each read brings. */
const files = `files:
  server.cjs: |
    require('node:net').createServer((socket) => {
      socket.on('data', (chunk) => console.log('read', JSON.stringify(String(chunk))))
    }).listen(0, '127.0.0.1', function () { console.log('port', this.address().port) })
  client.cjs: |
    require('node:net').connect(Number(process.argv[2]), '127.0.0.1')
      .on('data', (chunk) => console.log('read', JSON.stringify(String(chunk))))
`

const up = (fault: string, message: string, reads: string): string => `scenario: up
${files}actors:
  server: { program: { run: [node, "\${tmp}/server.cjs"], ready: '/port (?<port>\\d+)/' } }
  wire: { proxy: { port: "\${server.port}" } }
  client: { tcp-client: wire }
steps:
  - start: [server, wire]
  - expect: { server: port }
  - connect: client
  - fault: { wire: ${fault} }
  - send: { client: ${message} }
  - expect: { server: { lines: [${reads}] } }
`

const down = (fault: string, message: string, reads: string): string => `scenario: down
${files}actors:
  server: tcp-server
  wire: { proxy: server }
  client: { program: [node, "\${tmp}/client.cjs", "\${wire.port}"] }
steps:
  - start: [server, wire]
  - fault: { wire: ${fault} }
  - start: client
  - expect: { wire: { event: connection } }
  - send: { server: ${message} }
  - expect: { client: { lines: [${reads}] } }
`

const lines = (...pieces: string[]): string => pieces.map((piece) => `'read "${piece}"'`).join(', ')

describe.each([
  ['up', up],
  ['down', down],
] as const)('pieces %s reach a program one by one', (direction, scenarioText) => {
  test.each([
    ['at one place', 'split: 6', 'PUT something', ['PUT so', 'mething\\n']],
    ['at several places', 'split: [3, 6, 10]', 'PUT something', ['PUT', ' so', 'meth', 'ing\\n']],
    ['also where one of several lines ends', 'split: [4]', '[one, two, three]', ['one\\n', 'two\\nthree\\n']],
    ['behind a place', 'split: [2], after: { bytes: 3 }', 'PUT something', ['PUT', ' s', 'omething\\n']],
    ['by size', 'slice: 1', 'abc', ['a', 'b', 'c', '\\n']],
    [
      'by place and size',
      'slice: 1, split: [1], after: { bytes: 11 }',
      'PUT something',
      ['PUT somethi', 'n', 'g', '\\n'],
    ],
  ])('%s', async (_, fault, message, pieces) => {
    const text = scenarioText(`{ ${fault}, direction: ${direction} }`, message, lines(...pieces))
    expect(failurePrinted(await runText(text))).toBe('')
  })
})

test('sizes are drawn by the seed, the same in each run', async () => {
  const pieces = lines('PUT', ' ', 's', 'o', 'meth', 'in', 'g\\n')
  for (const _ of [1, 2, 3])
    expect(failurePrinted(await runText(up('{ slice: 8, direction: up }', 'PUT something', pieces)))).toBe('')
})

test.each([
  ['tcp-server', 'tcp-client'],
  ['{ tcp-server: { path: s.sock } }', 'tcp-client'],
  ['echo-server', 'telnet'],
  ['tls-server', 'tls-client'],
  ['websocket-server', 'websocket-client'],
])('what %s and a client say through small pieces is what they say without', async (server, client) => {
  const result = await runText(`scenario: in pieces
limits: { step: 20s }
actors:
  server: ${server}
  wire: { proxy: server }
  client: { ${client}: wire }
steps:
  - start: [server, wire]
  - connect: client
  - fault: { wire: { slice: 9 } }
  - send: { client: up it goes }
  - expect: { server#1: up it goes }
  - send: { server#1: and down again }
  - expect: { client: and down again }
  - close: client
  - expect: { server#1: { event: closed } }
`)
  expect(failurePrinted(result)).toBe('')
})

test('pieces wait for a reader that is paused, and nothing is busy meanwhile', async () => {
  const result = await runText(`scenario: a paused reader
actors:
  server: { tcp-server: { pauseOnConnect: true } }
  wire: { proxy: server }
  client: { tcp-client: wire }
steps:
  - start: [server, wire]
  - connect: client
  - fault: { wire: { split: [3], direction: up } }
  - send: { client: abcdef }
  - check: { wire: { bytesUp: 3 } }
  - resume: server
  - expect: { server: abcdef }
  - check: { wire: { bytesUp: 7 } }
`)
  expect(failurePrinted(result)).toBe('')
})

test('a split has its row', async () => {
  const result = await runText(up('{ split: [3, 6] }', 'abcdefg', lines('abc', 'def', 'g\\n')))
  expect(rowsOf(result)).toContain('wire * fault: split at 3 and 6')
})
