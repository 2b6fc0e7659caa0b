import { expect, test } from 'vitest'
import { failurePrinted, runText } from '../scenarios/house.ts'
import { connectedPair } from '../scenarios/pair.ts'

/** A program that tells its port, which `ready` captures as a text. */
const reported = (program: string): string =>
  `{ program: { run: [node, -e, "${program}"], ready: '/port (?<port>\\d+)/' } }`
const tcp = reported(
  `require('net').createServer((s) => s.resume()).listen(0, '127.0.0.1', function () { console.log('port', this.address().port) })`,
)
const udp = reported(
  `const s = require('dgram').createSocket('udp4'); s.bind(0, '127.0.0.1', () => console.log('port', s.address().port))`,
)

const connected = (client: string, server = tcp, expected = ''): string =>
  `${connectedPair({ above: 'limits: { step: 3s }', server, client })}${expected}`

test.each(['tcp-client', 'telnet'])('%s goes to a program whose port was captured', async (client) => {
  expect(failurePrinted(await runText(connected(client)))).toBe('')
})

test('udp goes to a program whose port was captured', async () => {
  expect(failurePrinted(await runText(connected('udp', udp)))).toBe('')
})

test('tls-client and websocket-client reach it too, and find that it speaks something else', async () => {
  const program = (answer: string) =>
    reported(
      `require('net').createServer((s) => s.on('data', () => s.end('${answer}'))).listen(0, '127.0.0.1', function () { console.log('port', this.address().port) })`,
    )
  const websocket = connected(
    'websocket-client',
    program('HTTP/1.1 403 No\\\\r\\\\n\\\\r\\\\n'),
    '  - expect: { client: { error: 403 } }\n',
  )
  expect(failurePrinted(await runText(websocket))).toBe('')
  const tls = connected('tls-client', program('no TLS'), '  - expect: { client: { event: error } }\n')
  expect(failurePrinted(await runText(tls))).toBe('')
})

test('a proxy leads to a program whose port was captured', async () => {
  const text = `scenario: to a program
actors:
  server: ${tcp}
  wire: { proxy: server }
  client: { tcp-client: wire }
steps:
  - start: [server, wire]
  - connect: client
  - exit: client
`
  expect(failurePrinted(await runText(text))).toBe('')
})
