import { describe, expect, test } from 'vitest'
import { failurePrinted, runText } from '../scenarios/house.ts'
import { runWith } from '../run/outside.ts'
import { connectedPair } from '../scenarios/pair.ts'

const pairs = [
  ['tcp-client', 'tcp-server'],
  ['tcp-client', 'echo-server'],
  ['tcp-client', 'greeting-server'],
  ['telnet', 'tcp-server'],
  ['telnet', 'echo-server'],
  ['tls-client', 'tls-server'],
  ['websocket-client', 'websocket-server'],
] as const

/** What has been said before; who resets has sent something, or has received something, or neither. */
const before: Readonly<Record<string, (reset: string, other: string) => string[]>> = {
  'in silence': () => [],
  'with what it sent unread by any step': (reset) => [`send: { ${reset}: hello }`],
  'after it was heard': (reset, other) => [`send: { ${reset}: hello }`, `expect: { ${other}: hello }`],
  'after it has heard': (reset, other) => [`send: { ${other}: hi there }`, `expect: { ${reset}: hi there }`],
}

const scenarioText = (client: string, server: string, through: string, steps: readonly string[]): string =>
  [
    'scenario: a reset',
    'limits: { step: 3s }',
    'actors:',
    `  server: ${server}`,
    ...(through === 'server' ? [] : ['  wire: { proxy: server }']),
    `  client: { ${client}: ${through} }`,
    'steps:',
    `  - start: ${through === 'server' ? 'server' : '[server, wire]'}`,
    '  - connect: client',
    '  - send: { server#1: welcome }',
    '  - expect: { client: welcome }',
    ...steps.map((step) => `  - ${step}`),
    '',
  ].join('\n')

describe.each(pairs)('%s and %s', (client, server) => {
  describe.each(['server', 'wire'])('by way of the %s', (through) => {
    describe.each([
      ['client', 'server#1'],
      ['server#1', 'client'],
    ])('%s resets', (reset, other) => {
      test.each(Object.keys(before))('%s', async (when) => {
        // An echo server has its echo under way, and one that prints has no lines on its connections but what it receives.
        const printed = before[when]?.(reset, other) ?? []
        const steps = [...printed, `reset: ${reset}`, `expect: { ${other}: { event: closed } }`]
        expect(failurePrinted(await runText(scenarioText(client, server, through, steps)))).toBe('')
      })
    })
  })
})

test('a client of a server that does not count what it reads can be reset', async () => {
  const server = `
import net from 'node:net'
const start = async (_, lane) => {
  const server = net.createServer((socket) => {
    lane.accept((own) => {
      socket.on('data', (bytes) => own.receive(bytes))
      socket.on('error', () => own.event({ name: 'reset', ends: 'all' }))
      socket.on('close', () => own.event({ name: 'close', silent: true, ends: 'all' }))
      return { facts: () => ({}), state: () => 'connected', stop: async () => socket.destroy() }
    })
  })
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address()
  lane.alias(port, 'port')
  return { facts: () => ({ port }), state: () => 'listening', stop: async () => server.close() }
}
export default plugin({ actors: { odd: kind(start, { role: 'server', ownOutput: false, facts: ['port'], can: [] }) } })
`
  const result = await runWith(
    server,
    `actors:
  it: odd
  client: { tcp-client: it }
steps:
  - start: it
  - connect: client
  - send: { client: hello }
  - reset: client
  - expect: { it#1: [hello, { event: reset }] }
`,
    'step: 3s',
  )
  expect(failurePrinted(result)).toBe('')
})

test('a client of a program that reads nothing can be reset', async () => {
  const program = `require('net').createServer({ pauseOnConnect: true }, () => {}).listen(0, '127.0.0.1', function () { console.log('port', this.address().port) })`
  const result =
    await runText(`${connectedPair({ above: 'limits: { step: 3s }', server: `{ program: { run: [node, -e, "${program}"], ready: '/port (?<port>\\d+)/' } }` })}  - send: { client: hello }
  - reset: client
`)
  expect(failurePrinted(result)).toBe('')
})
