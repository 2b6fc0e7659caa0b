import { expect, test } from 'vitest'
import { runText } from '../scenarios/house.ts'
import { connectedPair } from '../scenarios/pair.ts'

/** A client that comes again so many milliseconds after it was thrown out, and says that it will. */
const backsOff = (delay: number) =>
  `{ program: { run: [node, -e, "const go = () => require('net').connect(process.argv[1]).on('error', () => {}).on('close', () => { console.log('again'); setTimeout(go, ${delay}) }).resume(); go()", "\${server.port}"], tail: open } }`

const scenario = (delay: number, floor: string) => `scenario: backs off
actors:
  server: tcp-server
  client: ${backsOff(delay)}
steps:
  - start: [server, client]
  - expect: { server: { event: connection } }
  - close: server#1
  - expect: { client: again }
  - expect: { server: { event: connection, after: ${floor} } }
`

test('a client that backs off as long as it should is never too soon', async () => {
  for (let round = 0; round < 5; round++) {
    const result = await runText(scenario(20, '20ms'))
    expect(result.failure?.message).toBeUndefined()
  }
})

test('one that does not is, and the message has decimals', async () => {
  const result = await runText(scenario(1, '30s'))
  expect(result.failure).toMatchObject({
    code: 'expectation-violated',
    wanted: 'connection, after 30s',
    why: expect.stringMatching(/^it came \d+\.\dms after what came before it on “server”$/),
  })
})

const rows = (steps: string) => `${connectedPair()}${steps}`

test('it counts from what was expected before it there, whatever was skipped in between and whenever the step begins', async () => {
  const result = await runText(
    rows(`  - send: { server: one }
  - expect: { client: one }
  - wait: 60ms
  - send: { server: [skipped, two] }
  - wait: 30ms
  - expect: { client: { text: two, after: 60ms } }
`),
  )
  expect(result.failure?.message).toBeUndefined()
})

test('what a step sent there counts, and what came before that is too soon', async () => {
  const result = await runText(
    rows(`  - send: { server: unasked }
  - check: { client: { bytesRead: 8 } }
  - wait: 20ms
  - send: { client: a question }
  - expect: { client: { text: unasked, after: 10ms } }
`),
  )
  expect(result.failure).toMatchObject({
    code: 'expectation-violated',
    why: expect.stringMatching(/^it came \d+\.\dms before what came last on “client”$/),
  })
})

test('a program counts from its start, and one of a list from the one before it', async () => {
  const result = await runText(`scenario: from the start
actors:
  slow: { program: [node, -e, "setTimeout(() => { console.log('one'); setTimeout(() => console.log('two'), 40) }, 40)"] }
steps:
  - start: slow
  - expect: { slow: [{ text: one, after: 40ms }, { text: two, after: 40ms }, { exit: 0 }] }
`)
  expect(result.failure?.message).toBeUndefined()
})
