import { expect, test } from 'vitest'
import { failurePrinted, runText } from '../../../scenarios/house.ts'

/** A client of its own whose handshake comes in one piece with its request, and has the end of a line in it. */
const client = `
    import net from 'node:net'
    import tls from 'node:tls'
    import { Duplex } from 'node:stream'
    const socket = net.connect(Number(process.argv[2]), '127.0.0.1')
    let before = process.argv[3]
    const below = new Duplex({
      read() {},
      write(chunk, _, done) {
        socket.write(Buffer.concat([Buffer.from(before), chunk]), done)
        before = ''
      },
      final: (done) => socket.end(done),
    })
    socket.on('data', (chunk) => below.push(chunk)).on('end', () => below.push(null))
    const secure = tls.connect({ socket: below, rejectUnauthorized: false, ALPNProtocols: ['a\\nb\\r\\nc'] })
    secure.on('error', (error) => console.log(error.code ?? error.message))
    secure.write('EHLO\\r\\n')
    secure.on('data', (bytes) => {
      process.stdout.write(bytes)
      secure.end()
    })
`

/** What the run prints when a server with these rules goes over by a step, behind the handshake. */
async function printed(
  options: string,
  { framing = 'crlf', said = 'STARTTLS\r\n', end = 'expect: { client: 250 ok }' } = {},
) {
  const result = await runText(`scenario: rules over TLS
files:
  client.mjs: |${client}
actors:
  server: { tcp-server: { framing: ${framing}, ${options} } }
  client: { program: [node, "\${tmp}/client.mjs", "\${server.port}", ${JSON.stringify(said)}] }
steps:
  - start: [server, client]
  - expect: { server#1: STARTTLS }
  - starttls: server#1
  - ${end}
  - expect: { client: { exit: 0 } }
`)
  return failurePrinted(result)
}

const known = '{ when: /^EHLO$/, reply: 250 ok }'

test.each([
  ['a handshake that came before the step is no part of a line', `rules: [${known}]`],
  ['nor does a rule for every line answer it', `rules: [{ when: STARTTLS }, ${known}, { when: /^/, reply: 500 what }]`],
  ['nor does strict rules fail at it', `rules: [{ when: STARTTLS }, ${known}], strict: rules`],
  ['nor is it held where lines may not count', `rules: [{ when: NOOP, ignore: true }, ${known}]`],
  [
    'a pattern of several lines begins anew',
    `rules: [{ when: [STARTTLS, EHLO], reply: 500 plain }, { when: [STARTTLS, /^/], reply: 500 any }, ${known}]`,
  ],
  ['the state is kept', `rules: [{ when: STARTTLS, go: TLS }, { in: TLS, when: EHLO, reply: 250 ok }]`],
])('%s', async (_, options) => {
  expect(await printed(options)).toBe('')
})

test('the end of any line in it is no end of a line either', async () => {
  const options = `rules: [{ when: STARTTLS }, { when: /^EHLO/, reply: 250 ok }, { when: /^/, reply: 500 what }]`
  expect(await printed(options, { framing: 'line' })).toBe('')
})

test('an unfinished line that is held is refused as any plain text', async () => {
  const end = 'expect: { server#1: { error: starttls-injection } }'
  const options = `rules: [{ when: NOOP, ignore: true }, ${known}]`
  expect(await printed(options, { said: 'STARTTLS\r\nEVIL', end })).toBe('')
})
