import { expect, test } from 'vitest'
import { failurePrinted, runText } from '../scenarios/house.ts'
import { connectedPair } from '../scenarios/pair.ts'

/** A server that dies of the first byte that a client sends it, in its own way. */
const scenario = (death: string, steps: string, server = 'server'): string => `scenario: the server dies of a question
files:
  dies.mjs: |
    import net from 'node:net'
    const die = () => { ${death} }
    net.createServer((c) => { c.write('hi\\n'); c.on('error', () => {}); c.once('data', die) })
      .listen(0, '127.0.0.1', function () { console.log('on port', this.address().port) })
actors:
  server: { program: { run: [node, "\${tmp}/dies.mjs"], ready: '/port (?<port>\\d+)/' } }
  one: { tcp-client: ${server} }
  other: { tcp-client: ${server} }
steps:
  - start: server
  - connect: [one, other]
  - expect: { one: hi, other: hi }
${steps}`

const ask = '  - send: { one: why }\n'
const answer = `${ask}  - expect: { one: because }\n`

test('the failure of a client shows the error that its server died of, and who was affected by whom', async () => {
  const printed = failurePrinted(await runText(scenario(`throw new Error('boom')`, answer)))
  expect(printed).toMatch(/Why .*: “server” exited 1\n/)
  expect(printed).toMatch(/Meanwhile +server +! file:.*dies\.mjs:2\n +! Error: boom\n +\* exited 1/)
  expect(printed).toMatch(
    /one +closed \(FIN received\) because “server” exited 1|one +RST received because “server” exited 1/,
  )
  expect(printed).not.toContain('node:events')
})

test('also where options name only its port', async () => {
  const text = scenario(`throw new Error('boom')`, answer, '{ host: 127.0.0.1, port: "${server.port}" }')
  expect(failurePrinted(await runText(text))).toMatch(/Why .*: “server” exited 1\n/)
})

test('last words stand there without an error, too', async () => {
  const death = `console.error('fatal: the disk is full'); process.exitCode = 3; process.exit()`
  const printed = failurePrinted(await runText(scenario(death, answer)))
  expect(printed).toMatch(/Meanwhile +server +! fatal: the disk is full\n +\* exited 3/)
})

test('and when only a later step suffers from it', async () => {
  const steps = `${ask}  - expect: { one: { one-of: [{ event: end }, { event: reset }] } }\n  - expect: { other: never }\n`
  const printed = failurePrinted(await runText(scenario(`throw new Error('boom')`, steps)))
  expect(printed).toMatch(/“other” did not say “never”/)
  expect(printed).toMatch(/! Error: boom/)
})

test('the final checks show the message of an unexpected exit, and not the frames behind it', async () => {
  const steps = `${ask}  - expect: { one: { one-of: [{ event: end }, { event: reset }] }, other: { one-of: [{ event: end }, { event: reset }] } }\n`
  const printed = failurePrinted(await runText(scenario(`throw new Error('boom')`, steps)))
  expect(printed).toContain('“server” exited 1, and no step expected it')
  expect(printed).toMatch(
    /Received +… \d+ more lines before these\n(?:.*\n)? +! file:.*\n +! Error: boom\n +\* exited 1/,
  )
})

test('an exit of one that nobody talks to explains nothing', async () => {
  const printed = failurePrinted(
    await runText(`scenario: two strangers
limits: { step: 300ms }
actors:
  stranger: { program: [node, -e, "process.exit(4)"] }
  server: tcp-server
  client: { tcp-client: server }
steps:
  - start: [stranger, server]
  - expect: { stranger: { exit: 4 } }
  - connect: client
  - close: server#1
  - expect: { client: answer }
`),
  )
  expect(printed).toContain('“client” did not say “answer”')
  expect(printed).not.toContain('because')
})

test('what an earlier step has taken is nothing that was printed meanwhile', async () => {
  const printed = failurePrinted(
    await runText(`${connectedPair()}  - send: { client: [taken, left] }
  - expect: { server#1: taken }
  - expect: { client: never }
    within: 200ms
`),
  )
  expect(printed).toMatch(/Meanwhile +server#1 +\| left\n +Actors/)
})

test('who says on stdout what it dies of is shown, too, also when a later step suffers from it', async () => {
  const steps = `${ask}  - expect: { one: { one-of: [{ event: end }, { event: reset }] } }\n  - expect: { other: never }\n`
  const death = `console.log('giving up: no disk'); process.exitCode = 3; process.exit()`
  expect(failurePrinted(await runText(scenario(death, steps)))).toMatch(/Meanwhile +server +\| [^]*giving up: no disk/)
})

test('what an earlier step passed over does', async () => {
  const text = `${connectedPair()}  - send: { server: [passed over, taken] }
  - expect: { client: taken }
  - expect: { server: a word that nobody says }
    within: 50ms
`
  expect(failurePrinted(await runText(text))).toMatch(/Meanwhile +client +\| passed over\n +Actors/)
})

test('a handshake that failed stands there, though nobody printed it', async () => {
  const text = `${connectedPair({ server: 'tls-server' })}  - send: { client: hello }
  - expect: { server#1: hello }
    within: 200ms
`
  expect(failurePrinted(await runText(text))).toMatch(/Meanwhile +server +\* handshake failed: /)
})

test('a client that a proxy resets is not its own cause, nor that of another client', async () => {
  const text = `scenario: one of two is reset
actors:
  server: tcp-server
  wire: { proxy: server }
  one: { tcp-client: wire }
  other: { tcp-client: wire }
steps:
  - start: [server, wire]
  - connect: [one, other]
  - fault: { wire: { reset: true, connection: 1 } }
  - expect: { one: { event: reset } }
  - fault: { wire: { reset: true, connection: 2 } }
  - expect: { other: never }
`
  const printed = failurePrinted(await runText(text))
  expect(printed).toMatch(/other +RST received\n/)
  expect(printed).not.toContain('because')
})
