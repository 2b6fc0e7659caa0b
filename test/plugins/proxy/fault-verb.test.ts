import { describe, expect, test } from 'vitest'
import { failurePrinted, runText } from '../../scenarios/house.ts'

const rules = 'rules: [{ when: hello, reply: hi }, { when: more, reply: and more }]'
const program = `
const answers = { hello: 'hi', more: 'and more' }
require('net').createServer((s) => {
  let rest = ''
  s.on('error', () => {})
  s.on('data', (d) => {
    const lines = (rest + d).split('\\n')
    rest = lines.pop()
    for (const line of lines) s.write(answers[line.trim()] + '\\n')
  })
}).listen(process.argv[1], '127.0.0.1')`

/** Who is behind the proxy, and who is in front of it. */
const pairs: Readonly<Record<string, readonly [server: string, client: string]>> = {
  TCP: [`{ tcp-server: { ${rules} } }`, '{ tcp-client: wire }'],
  'a Unix socket': [`{ tcp-server: { path: s.sock, ${rules} } }`, '{ tcp-client: wire }'],
  TLS: [`{ tls-server: { ${rules} } }`, '{ tls-client: wire }'],
  WebSocket: [`{ websocket-server: { ${rules} } }`, '{ websocket-client: wire }'],
  'a program': [
    `{ program: { run: [node, -e, ${JSON.stringify(program)}, "\${free-port.it}"], ready: { port: "\${free-port.it}" } } }`,
    '{ tcp-client: wire }',
  ],
  'a group': [`{ tcp-server: { ${rules} } }`, '{ tcp-client: wire, count: 3 }'],
}

const harmless = [
  'latency: 2ms, jitter: 1ms',
  'bandwidth: 1MB',
  'slice: 300',
  'split: [1, 7]',
  'join: 6',
  'delay: 2ms',
  'slow-close: 2ms',
  'delay: 2ms, after: { bytes: 3 }',
  'split: 1, after: { text: l }, once: true',
]

const scenario = (pair: string, ...steps: string[]): string => {
  const [server, client] = pairs[pair] as readonly [string, string]
  return `scenario: faults
actors:
  server: ${server}
  wire: { proxy: server }
  client: ${client}
steps:
  - start: [server, wire]
${steps.map((step) => `  - ${step}`).join('\n')}
`
}

const talk = ['connect: client', 'send: { client: hello }', 'expect: { client: hi }']
const more = ['send: { client: more }', 'expect: { client: and more }']

describe.each(Object.keys(pairs))('in front of %s', (pair) => {
  test('what delays and cuts, in both directions and for one connection, changes nothing', async () => {
    for (const where of ['', ', direction: up, connection: 1', ', direction: down']) {
      const all = harmless.map(async (fault) => {
        // What never comes in such a conversation is cleared.
        const steps = [
          `fault: { wire: { ${fault}${where} } }`,
          ...talk,
          ...more,
          'fault: { wire: clear }',
          'exit: client',
        ]
        expect(failurePrinted(await runText(scenario(pair, ...steps))), `${fault}${where}`).toBe('')
      })
      await Promise.all(all)
    }
  })

  test('all of them at once', async () => {
    const faults = harmless.map((fault) => `fault: { wire: { ${fault} } }`)
    const steps = [...faults, ...talk, ...more, 'fault: { wire: clear }', 'exit: client']
    expect(failurePrinted(await runText(scenario(pair, ...steps)))).toBe('')
  })

  test.each(['reset: true', 'close: true', 'timeout: 5ms', 'half-close: true, direction: down'])(
    'what ends a connection is seen by the client: %s',
    async (fault) => {
      const steps = [...talk, `fault: { wire: { ${fault} } }`, 'expect: { client: { event: closed } }']
      const { failure } = await runText(scenario(pair, ...steps))
      // That no step expects what the server receives of it is no affair of this test.
      expect(failure?.code ?? 'none').toMatch(/^(none|unexpected-\w+)$/)
      expect(failure?.message ?? '“server').toMatch(/^“server/)
    },
  )
})
