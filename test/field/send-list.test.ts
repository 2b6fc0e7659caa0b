import { expect, test } from 'vitest'
import { failurePrinted, rowsOf, runText } from '../scenarios/house.ts'
import { connectedPair } from '../scenarios/pair.ts'

/** A program that tells what each read brings; a pause behind each would let a second write come by itself. */
const reads = `
const net = require('node:net')
net.createServer((socket) => {
  socket.on('data', (chunk) => console.log('read', JSON.stringify(String(chunk))))
}).listen(0, '127.0.0.1', function () { console.log('port', this.address().port) })
`

const scenarioText = (client: string, message: string, more = ''): string => `scenario: one send
files:
  reads.cjs: |
${reads.replaceAll(/^/gm, '    ')}
actors:
  server: { program: { run: [node, "\${tmp}/reads.cjs"], ready: '/port (?<port>\\d+)/' } }
  client: ${client}
steps:
  - start: server
  - connect: client
  - send: { client: ${message} }
${more}`

test.each([
  ['lines', '{ tcp-client: server }', '[one, two, three]', 'one\\ntwo\\nthree\\n'],
  ['lines of another framing', '{ tcp-client: { to: server, framing: crlf } }', '[one, two]', 'one\\r\\ntwo\\r\\n'],
  [
    'every form',
    '{ tcp-client: server }',
    '[one, { text: two }, { bytes: "20 0a" }, { json: 3 }]',
    'one\\ntwo \\n3\\n',
  ],
  [
    'lines of telnet, whose bytes go out as they are',
    '{ telnet: server }',
    '[one, { bytes: "0a" }, two]',
    'one\\r\\n\\ntwo\\r\\n',
  ],
])('%s are one write', async (_, client, message, read) => {
  const result = await runText(scenarioText(client, message, `  - expect: { server: 'read "${read}"' }\n`))
  expect(failurePrinted(result)).toBe('')
})

test('each message of a list has its row, and the whole list comes so many times', async () => {
  const read = 'a\\nb\\na\\nb\\n'
  const result = await runText(
    scenarioText('{ tcp-client: server }', '[a, b]', `    times: 2\n  - expect: { server: 'read "${read}"' }\n`),
  )
  expect(failurePrinted(result)).toBe('')
  expect(rowsOf(result).filter((row) => row.startsWith('client >') || row.includes('times'))).toEqual([
    'client > a',
    'client > b',
    'client * sent 2 times',
  ])
})

test('a file among the lines of a list is part of the same write', async () => {
  const text = scenarioText(
    '{ tcp-client: server }',
    '[a, { file: "${tmp}/letter" }, b]',
    `  - expect: { server: 'read "a\\nletter\\nb\\n"' }\n`,
  )
  const result = await runText(text.replace('files:', 'files:\n  letter: "letter\\n"'))
  expect(failurePrinted(result)).toBe('')
})

test.each([
  ['udp', 'udp', 'udp'],
  ['websocket', 'websocket-server', 'websocket-client'],
])('messages of %s stay messages', async (_, server, client) => {
  const result = await runText(`${connectedPair({ server, client })}  - send: { client: [one, two] }
    times: 2
  - expect: { server: { lines: [one, two, one, two] } }
`)
  expect(failurePrinted(result)).toBe('')
})

test('a list for a program is one write too', async () => {
  const result = await runText(`scenario: standard input
actors:
  it: { program: [node, -e, "process.stdin.on('data', (chunk) => console.log('read', JSON.stringify(String(chunk))))"] }
steps:
  - start: it
  - send: { it: [one, two] }
  - expect: { it: 'read "one\\ntwo\\n"' }
  - end: it
  - expect: { it: { exit: 0 } }
`)
  expect(failurePrinted(result)).toBe('')
})
